// Adds a source: its kind, what that needs to be told, a name; tried out first if one likes, and said what was seen.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { SourceKindView, SourceSight } from '../../../src-main/contract/source-documents.ts';
import { LONGEST_SOURCE_NAME, SOURCE_TEST_MS } from '../../../src-main/contract/source-limits.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../desk/problem-text.ts';
import { keyringText, kindHint, kindText, listText } from './kind-words.ts';
import styles from './source-add.module.css';
import { type SourceSeed, splitValues, usualValues } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { SourceTestResult } from './source-test-result.tsx';
import { useOpenedForm } from './use-opened-form.ts';

interface SourceAddProps {
  readonly kinds: readonly [SourceKindView, ...SourceKindView[]];
  /** What it begins with; the usual values of the first kind where nothing is said. */
  readonly seed?: SourceSeed | null;
  readonly onDone: () => void;
}

const KindNote = ({ kind }: { readonly kind: SourceKindView }) => {
  const { t } = useTranslation('sources');
  const hint = kindHint(t, kind.kind);
  return (
    <div className={styles.note}>
      {hint === '' ? null : <p>{hint}</p>}
      <p>{t('add.reads', { list: listText(t, 'event', kind.reads) })}</p>
      <p>
        {kind.carries.length === 0
          ? t('add.carriesNothing')
          : t('add.carries', { list: listText(t, 'capability', kind.carries) })}
      </p>
      {kind.isInbound ? <p>{t('add.inbound')}</p> : null}
    </div>
  );
};

/** Where a secret that is typed here will lie. */
const KeyringNote = () => {
  const { t } = useTranslation('sources');
  const keyring = useTopicSlice('source.shelf', (shelf) => shelf?.keyring ?? null);
  const passphrase = useTopicSlice('source.shelf', (shelf) => shelf?.passphrase ?? 'none');
  const withoutKeyring = t(`add.keptBy.${passphrase}`);
  const words = keyring === null ? withoutKeyring : t('add.kept', { keyring: keyringText(t, keyring) });
  return <p className={styles.hint}>{words}</p>;
};

export const SourceAdd = ({ kinds, seed = null, onDone }: SourceAddProps) => {
  const { t } = useTranslation(['sources', 'errors']);
  const form = useOpenedForm<HTMLFormElement>(onDone);
  const [kind, setKind] = useState<SourceKindView>(kinds.find((each) => each.kind === seed?.kind) ?? kinds[0]);
  const [values, setValues] = useState(seed?.values ?? usualValues(kinds[0]));
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isTesting, setTesting] = useState(false);
  const [sight, setSight] = useState<SourceSight | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  /** What was seen, or refused, was so with what was filled in before. */
  const begin = (): void => {
    setSight(null);
    setRefusal(null);
  };
  const refuse = ({ code, details = {} }: Extract<Reply<unknown>, { ok: false }>): void =>
    setRefusal(problemText(t, { code, details }));

  const choose = (next: string): void => {
    const found = kinds.find((each) => each.kind === next);
    if (found === undefined) return;
    setKind(found);
    setValues(usualValues(found));
    begin();
  };

  const change = (field: string, value: string): void => {
    setValues((before) => ({ ...before, [field]: value }));
    begin();
  };

  const test = async (): Promise<void> => {
    setTesting(true);
    begin();
    const reply = await request('source.test', { kind: kind.kind, ...splitValues(kind, values) });
    setTesting(false);
    if (reply.ok) setSight(reply.value);
    else refuse(reply);
  };

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    // A shop does not say what it is called: it is named after its kind.
    const seen = sight === null || sight.name === null || sight.name === '' ? kindText(t, kind.kind) : sight.name;
    const called = name.trim() === '' ? seen.slice(0, LONGEST_SOURCE_NAME) : name;
    const asked = { commandId: newCommandId(), name: called, kind: kind.kind, ...splitValues(kind, values) };
    const reply = await request('source.add', asked);
    setBusy(false);
    if (reply.ok) onDone();
    else refuse(reply);
  };

  const isFilled = kind.fields.every((field) => !field.isRequired || (values[field.name] ?? '').trim() !== '');
  return (
    <form ref={form} className={styles.form} data-testid="source-add" onSubmit={add}>
      <div className={styles.field}>
        <label htmlFor="source-kind">{t('sources:add.kind')}</label>
        <select
          id="source-kind"
          data-testid="source-add-kind"
          value={kind.kind}
          onChange={(event) => choose(event.target.value)}
        >
          {kinds.map((each) => (
            <option key={each.kind} value={each.kind}>
              {kindText(t, each.kind)}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.field}>
        <label htmlFor="source-name">
          {t('sources:add.name')}
          <small>{t('sources:add.optional')}</small>
        </label>
        <input
          id="source-name"
          value={name}
          maxLength={LONGEST_SOURCE_NAME}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <KindNote kind={kind} />
      <SourceFields kind={kind.kind} fields={kind.fields} values={values} onChange={change} />
      {kind.fields.some((field) => field.kind === 'secret') ? <KeyringNote /> : null}
      {refusal === null ? null : (
        <p className={styles.refused} role="alert" data-testid="source-add-refused">
          {refusal}
        </p>
      )}
      <p className={styles.buttons}>
        <Button data-testid="source-test" disabled={isTesting || !isFilled} onClick={test}>
          {kind.isInbound
            ? t('sources:test.doPort')
            : t(isTesting ? 'sources:test.running' : 'sources:test.do', { seconds: SOURCE_TEST_MS / 1000 })}
        </Button>
        <span />
        <Button kind="quiet" onClick={onDone}>
          {t('sources:add.cancel')}
        </Button>
        <Button kind="primary" type="submit" data-testid="source-add-do" disabled={isBusy || !isFilled}>
          {t('sources:add.do')}
        </Button>
      </p>
      {sight === null ? null : <SourceTestResult sight={sight} />}
    </form>
  );
};
