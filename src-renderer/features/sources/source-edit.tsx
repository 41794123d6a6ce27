// Other settings of a source: what is kept of its secrets stays unless it is typed anew; tried before they take over.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type {
  SourceConfigRow,
  SourceEdited,
  SourceKindView,
  SourceSight,
} from '../../../src-main/contract/source-documents.ts';
import { SOURCE_TEST_MS } from '../../../src-main/contract/source-limits.ts';
import { newCommandId, request } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../desk/problem-text.ts';
import styles from './source-add.module.css';
import { type SourceSeed, splitValues } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { SourceTestResult } from './source-test-result.tsx';
import { useOpenedForm } from './use-opened-form.ts';

interface SourceEditProps {
  readonly config: SourceConfigRow;
  readonly kind: SourceKindView;
  /** With these settings it is another source, which may be added beside it. */
  readonly onOffer: (seed: SourceSeed) => void;
  readonly onDone: () => void;
}

type Refused = Extract<Reply<SourceEdited>, { ok: false }>;

export const SourceEdit = ({ config, kind, onOffer, onDone }: SourceEditProps) => {
  const { t } = useTranslation(['sources', 'errors']);
  const form = useOpenedForm<HTMLFormElement>(onDone);
  const [values, setValues] = useState<SourceSeed['values']>(config.settings);
  const [drops, setDrops] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [sight, setSight] = useState<SourceSight | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const hasSecrets = config.secrets === 'kept' || config.secrets === 'this_run';

  const change = (field: string, value: string): void => {
    setValues((before) => ({ ...before, [field]: value }));
    setSight(null);
    setRefused(null);
  };
  const drop = (field: string, isDropped: boolean): void =>
    setDrops((before) => (isDropped ? [...before, field] : before.filter((name) => name !== field)));

  const save = async (isForced: boolean): Promise<void> => {
    setBusy(true);
    setRefused(null);
    const { sourceId } = config;
    const asked = { commandId: newCommandId(), sourceId, ...splitValues(kind, values), drops: [...drops], isForced };
    const reply = await request('source.edit', asked);
    setBusy(false);
    if (!reply.ok) setRefused(reply);
    else if (reply.value.isTaken) {
      showToast('fine', t('sources:edit.done', { name: config.name }));
      onDone();
    } else setSight(reply.value.sight);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(false);
  };

  const isFilled = kind.fields.every(
    (field) => !field.isRequired || (field.kind === 'secret' && hasSecrets) || (values[field.name] ?? '').trim() !== '',
  );
  return (
    <form ref={form} className={styles.form} data-testid="source-edit-form" onSubmit={submit}>
      <p className={styles.hint}>{t(kind.isInbound ? 'sources:edit.hintInbound' : 'sources:edit.hint')}</p>
      <SourceFields
        kind={config.kind}
        fields={kind.fields}
        values={values}
        onChange={change}
        {...(hasSecrets ? { kept: { drops, onDrop: drop } } : {})}
      />
      {refused === null ? null : (
        <div className={styles.refused} role="alert" data-testid="source-edit-refused" data-code={refused.code}>
          <p>{problemText(t, { code: refused.code, details: refused.details ?? {} })}</p>
          {refused.code === 'source_other' ? (
            <Button data-testid="source-edit-offer" onClick={() => onOffer({ kind: config.kind, values })}>
              {t('sources:edit.offer')}
            </Button>
          ) : null}
        </div>
      )}
      <p className={styles.buttons}>
        <span />
        <Button kind="quiet" onClick={onDone}>
          {t('sources:add.cancel')}
        </Button>
        {sight === null ? null : (
          <Button data-testid="source-edit-force" disabled={isBusy} onClick={() => save(true)}>
            {t('sources:edit.force')}
          </Button>
        )}
        <Button kind="primary" type="submit" data-testid="source-edit-do" disabled={isBusy || !isFilled}>
          {t(isBusy ? 'sources:test.running' : 'sources:edit.do', { seconds: SOURCE_TEST_MS / 1000 })}
        </Button>
      </p>
      {sight === null ? null : <SourceTestResult sight={sight} />}
    </form>
  );
};
