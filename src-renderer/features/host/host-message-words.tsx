// What the assistant wants, as the host reads it from two metres: words, a product to go to, a countdown, a correction.

import { useTranslation } from 'react-i18next';
import type { HostMessage } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './host-message-words.module.css';

/** Letters that are set large. */
export const lengthOf = (message: HostMessage): number => {
  const { text } = message;
  if (message.kind === 'correction') return text.length + message.wrong.length + message.right.length + 8;
  return message.kind === 'product' ? text.length + message.title.length + 8 : text.length;
};

/** To the second; over it stays at «time is up» until it is acknowledged. */
export const Countdown = ({ endsAt }: { readonly endsAt: number }) => {
  const { t } = useTranslation('host');
  const left = endsAt - useEngineNow(250);
  return (
    <b className={styles.clock} role="timer" data-testid="host-timer" data-over={left <= 0}>
      {left > 0 ? formatSpan(left, 'up') : t('message.timeUp')}
    </b>
  );
};

export const HostMessageWords = ({ message }: { readonly message: HostMessage }) => {
  const { t } = useTranslation('host');
  const note = message.text === '' ? null : <bdi className={styles.note}>{message.text}</bdi>;
  switch (message.kind) {
    case 'text':
      return (
        <bdi className={styles.words} role="alert">
          {message.text}
        </bdi>
      );
    case 'flash':
      return (
        <bdi className={styles.words} role="alert">
          {message.text === '' ? t('message.flash') : message.text}
        </bdi>
      );
    case 'timer':
      return (
        <span className={styles.words}>
          <Countdown endsAt={message.endsAt} />
          {note}
        </span>
      );
    case 'product':
      return (
        <span className={styles.words} role="alert">
          {t('message.goTo', { number: message.number })} <bdi>{message.title}</bdi>
          {note}
        </span>
      );
    case 'correction':
      return (
        <span className={styles.words} role="alert">
          <span className={styles.label}>{t('message.correction')}</span>
          <s className={styles.wrong}>
            <bdi>{message.wrong}</bdi>
          </s>{' '}
          →{' '}
          <b>
            <bdi>{message.right}</bdi>
          </b>
          {note}
        </span>
      );
  }
};
