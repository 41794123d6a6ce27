// One promise with what can be done about it: kept by one press, dropped with a reason, opened again.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseRow } from '../../../src-main/contract/promise-documents.ts';
import { LONGEST_PROMISE_REASON } from '../../../src-main/contract/promise-limits.ts';
import { useRunsTheShow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { dropPromise, keepPromise, reopenPromise } from './promise-commands.ts';
import styles from './promise-line.module.css';
import { breachText, dueText, madeText, priceText, settledText, subjectText } from './promise-words.ts';

interface PromiseLineProps {
  readonly row: PromiseRow;
  /** Where promises of several shows stand together. */
  readonly withShow?: boolean;
  /** After it was settled or opened again. */
  readonly onChanged?: () => void;
}

export const PromiseLine = ({ row, withShow = false, onChanged }: PromiseLineProps) => {
  const { t, i18n } = useTranslation('promises');
  const maySettle = useRunsTheShow();
  const [reason, setReason] = useState<string | null>(null);
  const { promiseId, state } = row;
  const settled = async (deed: Promise<boolean>): Promise<void> => {
    if (!(await deed)) return;
    setReason(null);
    onChanged?.();
  };
  const drop = (event: FormEvent): void => {
    event.preventDefault();
    if (reason !== null && reason.trim() !== '') void settled(dropPromise(promiseId, reason.trim()));
  };
  const details = [
    subjectText(t, row),
    dueText(t, i18n.language, row),
    priceText(t, i18n.language, row),
    withShow ? row.showTitle : '',
    madeText(t, i18n.language, row),
  ].filter((part) => part !== '');
  return (
    <li
      className={styles.row}
      data-testid="promise-row"
      data-state={state}
      data-due={row.isDue}
      data-breach={row.breach !== null}
    >
      <div className={styles.what}>
        <p className={styles.text}>
          <span className={styles.kind} data-kind={row.kind}>
            {t(`kind.${row.kind}`)}
          </span>
          <bdi>{row.text}</bdi>
          {row.isDue ? <span className={styles.due}>{t('dueNow')}</span> : null}
        </p>
        {row.breach === null ? null : (
          <p className={styles.breach} data-testid="promise-breach">
            {breachText(t, i18n.language, row)}
          </p>
        )}
        <p className={styles.details}>{details.join(' · ')}</p>
        {state === 'open' ? null : <p className={styles.details}>{settledText(t, i18n.language, row)}</p>}
      </div>
      {reason !== null ? (
        <form className={styles.drop} onSubmit={drop}>
          <input
            // biome-ignore lint/a11y/noAutofocus: the press that opened it asks for the reason
            autoFocus
            className={styles.reason}
            aria-label={t('whyDropped')}
            placeholder={t('whyDropped')}
            maxLength={LONGEST_PROMISE_REASON}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="submit" kind="live" disabled={reason.trim() === ''}>
            {t('drop')}
          </Button>
          <Button kind="quiet" onClick={() => setReason(null)}>
            {t('cancel')}
          </Button>
        </form>
      ) : (
        <div className={styles.deeds}>
          {state === 'open' ? null : (
            <span className={styles.state} data-state={state}>
              {t(`state.${state}`)}
            </span>
          )}
          {!maySettle ? null : state === 'open' ? (
            <>
              <Button data-testid="promise-keep" onClick={() => void settled(keepPromise(promiseId, ''))}>
                {t('keep')}
              </Button>
              <Button kind="quiet" data-testid="promise-drop" onClick={() => setReason('')}>
                {t('drop')}…
              </Button>
            </>
          ) : (
            <Button kind="quiet" data-testid="promise-reopen" onClick={() => void settled(reopenPromise(promiseId))}>
              {t('reopen')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};
