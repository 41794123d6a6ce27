// The rooms attached, one to attach, and recordings: what is written and what can be played into a rehearsal.

import { useTranslation } from 'react-i18next';
import type { RoomCommandKind } from '../../../src-main/contract/room-protocol.ts';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { problemText } from '../desk/problem-text.ts';
import { useCommand } from '../desk/use-command.ts';
import { AttachForm } from './attach-form.tsx';
import { Recordings } from './recordings.tsx';
import styles from './source-dialog.module.css';
import { ageText, sourceText } from './source-words.ts';

/** What the protocol knows: a room says which of it it carries out. */
const COMMANDS = [
  'product.pin',
  'product.unpin',
  'deal.start',
  'deal.stop',
  'stock.set',
  'notice.post',
  'chat.reply',
] as const satisfies readonly RoomCommandKind[];

const SourceLine = ({ source, now }: { readonly source: SourceTopicRow; readonly now: number }) => {
  const { t } = useTranslation(['sources', 'errors']);
  const run = useCommand();
  const missing = COMMANDS.filter((kind) => !source.capabilities.includes(kind));
  const listOf = (kinds: readonly string[]): string =>
    kinds.map((kind) => t(`sources:capability.${kind}`, kind)).join(t('sources:comma'));
  const facts = [
    t(`sources:kind.${source.kind}`),
    t('sources:since', { age: ageText(t, now - source.since) }),
    t('sources:offset', { ms: Math.round(source.clockOffsetMs) }),
    ...(source.capabilities.length === 0
      ? [t('sources:noCommands')]
      : [
          t('sources:commands', { list: listOf(source.capabilities) }),
          ...(missing.length === 0 ? [] : [t('sources:cannotList', { list: listOf(missing) })]),
        ]),
  ];
  return (
    <li className={styles.source} data-status={source.status}>
      <div>
        <p className={styles.name}>
          <bdi>{source.name}</bdi> <span>{sourceText(t, source, now)}</span>
        </p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {source.problem === null ? null : <p className={styles.problem}>{problemText(t, source.problem)}</p>}
      </div>
      <Button onClick={() => run('source.detach', { commandId: newCommandId(), sourceId: source.sourceId })}>
        {t('sources:detach')}
      </Button>
    </li>
  );
};

const SourceList = () => {
  const { t } = useTranslation('sources');
  const sources = useTopic('source.list') ?? [];
  const now = useEngineNow(1000);
  if (sources.length === 0) return <p className={styles.facts}>{t('noneHint')}</p>;
  return (
    <ul className={styles.sources}>
      {sources.map((source) => (
        <SourceLine key={source.sourceId} source={source} now={now} />
      ))}
    </ul>
  );
};

export const SourceDialog = () => {
  const { t } = useTranslation('sources');
  const isOpen = useDesk((desk) => desk.dialog?.kind === 'source');
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (!isOpen) return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <div className={styles.body}>
        <SourceList />
        <AttachForm />
        <Recordings />
      </div>
    </Dialog>
  );
};
