// The newest messages to the host, each with when it was sent, seen and acknowledged.

import { useTranslation } from 'react-i18next';
import type { HostMessage } from '../../../src-main/contract/topics.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { chartFormats } from '../charts/chart-words.ts';
import styles from './message-log.module.css';
import { MESSAGE_STATES, stampsOf, stateOf } from './message-state.ts';
import { MessageWords } from './message-words.tsx';

const Row = ({ message }: { readonly message: HostMessage }) => {
  const { t, i18n } = useTranslation('messages');
  const stamps = stampsOf(message);
  const { timeWithSeconds } = chartFormats(i18n.language, 'CNY');
  return (
    <li className={styles.row} data-testid="message-row" data-state={stateOf(message)} data-kind={message.kind}>
      <span className={styles.kind} data-kind={message.kind}>
        {t(`kind.${message.kind}`)}
      </span>
      <span className={styles.words}>
        <MessageWords message={message} />
      </span>
      <span className={styles.stamps}>
        {MESSAGE_STATES.map((state) => {
          const at = stamps[state];
          return (
            <span key={state} data-state={state} data-reached={at !== null}>
              {t(`state.${state}`)} {at === null ? '—' : timeWithSeconds(at)}
            </span>
          );
        })}
      </span>
    </li>
  );
};

export const MessageLog = () => {
  const { t } = useTranslation('messages');
  const latest = useTopicSlice('message.list', (messages) => messages?.latest ?? null);
  if (latest === null || latest.length === 0) return <p className={styles.none}>{t('none')}</p>;
  return (
    <ol className={styles.rows} aria-label={t('log')}>
      {latest.map((message) => (
        <Row key={message.messageId} message={message} />
      ))}
    </ol>
  );
};
