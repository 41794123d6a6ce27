// How the room took the commands: waiting, carried out, or refused in its own words with a way to try again.

import { useTranslation } from 'react-i18next';
import type { CommandRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { canRetry, readCommandLine } from './command-line.ts';
import styles from './command-state.module.css';
import { useCommand } from './use-command.ts';

const FailedCommand = ({ row, more }: { readonly row: CommandRow; readonly more: number }) => {
  const { t } = useTranslation('desk');
  const run = useCommand();
  const what = t([`command.kind.${row.kind}`, 'command.kind.other'], { kind: row.kind, number: row.number ?? '' });
  const words = row.message ?? row.code ?? t('command.noReason');
  return (
    <span className={styles.failed}>
      <b aria-hidden="true">!</b>
      <span className={styles.words} title={words}>
        {t(`command.${row.state}`, { what, words })}
      </span>
      {more > 0 ? <span>{t('command.more', { count: more })}</span> : null}
      {canRetry(row) ? (
        <button
          type="button"
          className={styles.act}
          onClick={() => run('outbox.retry', { commandId: newCommandId(), outboxId: row.commandId })}
        >
          {t('command.retry')}
        </button>
      ) : null}
      <button
        type="button"
        className={styles.act}
        onClick={() => run('outbox.dismiss', { commandId: newCommandId(), outboxId: row.commandId })}
      >
        {t('command.dismiss')}
      </button>
    </span>
  );
};

export const CommandState = () => {
  const { t } = useTranslation('desk');
  const commands = useTopic('command.state');
  const { failed, waiting, newestWaiting, done } = readCommandLine(commands);
  const nameOf = (row: CommandRow): string =>
    t([`command.kind.${row.kind}`, 'command.kind.other'], { kind: row.kind, number: row.number ?? '' });
  const [worst] = failed;
  const state = worst !== undefined ? worst.state : waiting > 0 ? 'waiting' : done !== null ? 'acked' : 'idle';
  return (
    <output className={styles.line} data-testid="command-state" data-state={state} data-waiting={waiting}>
      {worst === undefined ? null : <FailedCommand key={worst.commandId} row={worst} more={failed.length - 1} />}
      {waiting > 0 ? (
        <span className={styles.waiting}>
          {newestWaiting === null
            ? t('command.waitingAny', { count: waiting })
            : t('command.waiting', { count: waiting, what: nameOf(newestWaiting) })}
        </span>
      ) : null}
      {state === 'acked' && done !== null ? (
        <span className={styles.done}>✓ {t('command.acked', { what: nameOf(done) })}</span>
      ) : null}
      {state === 'idle' && commands !== null ? <span>{t('command.idle')}</span> : null}
    </output>
  );
};
