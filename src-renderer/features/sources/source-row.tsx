// One source in the list: how it stands and how fresh it is, what it reads and carries out, its trouble, and what can be done.

import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceConfigRow, SourceKindView } from '../../../src-main/contract/source-documents.ts';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../desk/problem-text.ts';
import { useCommand } from '../desk/use-command.ts';
import { choiceText, fieldText, kindText, listText } from './kind-words.ts';
import type { SourceSeed } from './source-draft.ts';
import { SourceEdit } from './source-edit.tsx';
import { SourceGaps } from './source-gaps.tsx';
import { SourceRemove } from './source-remove.tsx';
import { SourceRename } from './source-rename.tsx';
import styles from './source-row.module.css';
import { stateOf } from './source-state.ts';
import { SourceUnlock } from './source-unlock.tsx';

interface SourceRowProps {
  /** Null for one that is not kept: the demo room, or the one named at the start. */
  readonly config: SourceConfigRow | null;
  /** Null while it is not attached. */
  readonly row: SourceTopicRow | null;
  /** Null for one that nobody can add. */
  readonly kind: SourceKindView | null;
  readonly now: number;
  /** Its settings were changed into those of another one. */
  readonly onOffer: (seed: SourceSeed) => void;
}

const Abilities = ({ row, kind }: Pick<SourceRowProps, 'row' | 'kind'>) => {
  const { t } = useTranslation('sources');
  // What it said itself counts before what its kind may do.
  const carries = row !== null && row.capabilities.length > 0 ? row.capabilities : (kind?.carries ?? []);
  return (
    <>
      {kind === null ? null : (
        <p className={styles.facts}>{t('add.reads', { list: listText(t, 'event', kind.reads) })}</p>
      )}
      <p className={styles.facts}>
        {carries.length === 0
          ? t('add.carriesNothing')
          : t('add.carries', { list: listText(t, 'capability', carries) })}
      </p>
    </>
  );
};

const Counts = ({ row }: { readonly row: SourceTopicRow }) => {
  const { t, i18n } = useTranslation('sources');
  const openDialog = useDesk((desk) => desk.openDialog);
  const count = new Intl.NumberFormat(i18n.language);
  return (
    <p className={styles.facts}>
      {t('row.received', { events: count.format(row.events) })}
      {row.clockOffsetMs === 0 ? null : ` · ${t('offset', { ms: Math.round(row.clockOffsetMs) })}`}
      {row.rejects === 0 ? null : (
        <>
          {' · '}
          <button
            type="button"
            className={styles.link}
            onClick={() => openDialog({ kind: 'rejects', sourceId: row.sourceId })}
          >
            {t('row.rejects', { events: count.format(row.rejects) })}
          </button>
        </>
      )}
    </p>
  );
};

const Doubt = ({ row }: { readonly row: SourceTopicRow }) => {
  const { t } = useTranslation('sources');
  if (row.doubt === null) return null;
  return (
    <p className={styles.problem} role="alert" data-testid="source-doubt">
      {t('row.doubt', { percent: Math.round(row.doubt * 100) })}
    </p>
  );
};

/** Addresses speak for themselves, all else is named. */
const settingsText = (t: TFunction, config: SourceConfigRow, kind: SourceKindView | null): string =>
  Object.entries(config.settings)
    .map(([name, value]) => {
      const field = kind?.fields.find((each) => each.name === name);
      if (field === undefined || field.kind === 'url') return value;
      return `${fieldText(t, config.kind, name)} ${field.kind === 'choice' ? choiceText(t, value) : value}`;
    })
    .join(' · ');

export const SourceRow = ({ config, row, kind, now, onOffer }: SourceRowProps) => {
  const { t } = useTranslation(['sources', 'errors']);
  const run = useCommand();
  const [edit, setEdit] = useState<'name' | 'settings' | 'secrets' | 'remove' | null>(null);
  const sourceId = config?.sourceId ?? row?.sourceId;
  if (sourceId === undefined) return null;
  const name = config?.name ?? row?.name;
  const kindName = kindText(t, config?.kind ?? row?.kind ?? '');
  const isInbound = kind?.isInbound === true;
  const state = stateOf(t, { config, row, isInbound, mayBeSilent: kind?.stalledAfterMs === null }, now);
  const problem = row?.problem ?? config?.problem ?? null;
  const secretFields = kind?.fields.filter((field) => field.kind === 'secret') ?? [];
  const send = (route: 'source.pause' | 'source.resume' | 'source.detach') => () =>
    run(route, { commandId: newCommandId(), sourceId });
  const close = (): void => setEdit(null);
  return (
    <li className={styles.row} data-testid="source-row" data-source={sourceId} data-tone={state.tone}>
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
          {name === kindName ? null : <span className={styles.kind}>{kindName}</span>}
        </p>
        <p className={styles.state}>
          <i aria-hidden="true" />
          <b>{state.word}</b>
          {state.more === null ? null : <span>{state.more}</span>}
        </p>
        {problem === null ? null : <p className={styles.problem}>{problemText(t, problem)}</p>}
        {row === null ? null : <Doubt row={row} />}
        {row === null ? null : <Counts row={row} />}
        <SourceGaps sourceId={sourceId} />
        <Abilities row={row} kind={kind} />
        {config === null ? null : (
          <p className={styles.facts}>
            <bdi>{settingsText(t, config, kind)}</bdi>
            {config.secrets === 'none'
              ? null
              : ` · ${t('sources:row.secrets', {
                  list: secretFields.map(({ name }) => fieldText(t, config.kind, name)).join(t('sources:comma')),
                  where: t(`sources:secrets.${config.secrets}`),
                })}`}
          </p>
        )}
      </div>
      {config === null ? (
        <div className={styles.buttons}>
          <Button onClick={send('source.detach')}>{t('sources:detach')}</Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button data-testid="source-pause" onClick={send(config.isPaused ? 'source.resume' : 'source.pause')}>
            {t(config.isPaused ? 'sources:row.resume' : 'sources:row.pause')}
          </Button>
          {config.secrets === 'missing' ? (
            <Button data-testid="source-unlock" onClick={() => setEdit('secrets')}>
              {t('sources:row.retype')}
            </Button>
          ) : null}
          {kind === null ? null : (
            <Button kind="quiet" data-testid="source-edit" onClick={() => setEdit('settings')}>
              {t('sources:row.edit')}
            </Button>
          )}
          <Button kind="quiet" data-testid="source-rename" onClick={() => setEdit('name')}>
            {t('sources:row.rename')}
          </Button>
          <Button kind="quiet" data-testid="source-remove" onClick={() => setEdit('remove')}>
            {t('sources:row.remove')}
          </Button>
        </div>
      )}
      {config === null || edit !== 'name' ? null : <SourceRename config={config} onDone={close} />}
      {config === null || kind === null || edit !== 'settings' ? null : (
        <div className={styles.wide}>
          <SourceEdit
            config={config}
            kind={kind}
            onDone={close}
            onOffer={(seed) => {
              close();
              onOffer(seed);
            }}
          />
        </div>
      )}
      {config === null || edit !== 'secrets' ? null : (
        <SourceUnlock config={config} fields={secretFields} onDone={close} />
      )}
      {edit === 'remove' ? <SourceRemove sourceId={sourceId} onCancel={close} /> : null}
    </li>
  );
};
