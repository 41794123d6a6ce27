// How a deal begins: by a held key, at an instant, or when a figure reaches a mark.

import { useTranslation } from 'react-i18next';
import styles from './deal-editor.module.css';
import type { DealForm, FormTrigger } from './deal-form.ts';

const KINDS = ['hand', 'at', 'mark'] as const satisfies readonly FormTrigger['kind'][];
const FIGURES = ['online', 'orders', 'gmv'] as const satisfies readonly FormTrigger['figure'][];

interface TriggerFieldsProps {
  readonly form: DealForm;
  readonly bad: readonly string[];
  readonly onForm: (form: DealForm) => void;
}

export const TriggerFields = ({ form, bad, onForm }: TriggerFieldsProps) => {
  const { t } = useTranslation('deal-desk');
  const { trigger } = form;
  const set = (change: Partial<FormTrigger>): void => onForm({ ...form, trigger: { ...trigger, ...change } });
  return (
    <div className={styles.trigger}>
      <span>{t('begins')}</span>
      <select
        value={trigger.kind}
        aria-label={t('begins')}
        data-testid="deal-trigger"
        onChange={(event) => set({ kind: KINDS.find((kind) => kind === event.target.value) ?? 'hand' })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`trigger.${kind}`)}
          </option>
        ))}
      </select>
      {trigger.kind === 'at' ? (
        <input
          type="datetime-local"
          step={1}
          value={trigger.at}
          aria-label={t('trigger.at')}
          aria-invalid={bad.includes('at')}
          data-testid="deal-trigger-at"
          onChange={(event) => set({ at: event.target.value })}
        />
      ) : null}
      {trigger.kind === 'mark' ? (
        <>
          <select
            value={trigger.figure}
            aria-label={t('figure')}
            onChange={(event) => set({ figure: FIGURES.find((name) => name === event.target.value) ?? 'online' })}
          >
            {FIGURES.map((name) => (
              <option key={name} value={name}>
                {t(`figures.${name}`)}
              </option>
            ))}
          </select>
          <span>≥</span>
          <input
            value={trigger.reaches}
            inputMode="decimal"
            aria-label={t('reaches')}
            aria-invalid={bad.includes('reaches') && trigger.reaches !== ''}
            data-testid="deal-trigger-reaches"
            onChange={(event) => set({ reaches: event.target.value })}
          />
        </>
      ) : null}
      {trigger.kind === 'hand' ? null : <small>{t('triggerHint')}</small>}
    </div>
  );
};
