// The top band: the assistant's message until the host acknowledges it with one key, else the state of the show.

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostMessage } from '../../../src-main/contract/topics.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useLinkStatus, useTopic } from '../../state/live-store.ts';
import styles from './host-message-band.module.css';

/** A key meant for the message before must not acknowledge this one unread. */
const READING_MS = 500;

/** Long messages are set smaller rather than cut. */
const sizeOf = (text: string): 'short' | 'long' | 'very_long' =>
  text.length <= 36 ? 'short' : text.length <= 90 ? 'long' : 'very_long';

interface MessageProps {
  readonly message: HostMessage;
  /** Without the link it can be read, not acknowledged. */
  readonly isLinked: boolean;
}

const Message = ({ message, isLinked }: MessageProps) => {
  const { t } = useTranslation('host');
  const { messageId } = message;
  const [state, setState] = useState<'waiting' | 'sending' | 'failed'>('waiting');

  const [isReadable, setReadable] = useState(false);

  useEffect(() => {
    const timer = window.setTimeout(() => setReadable(true), READING_MS);
    return () => window.clearTimeout(timer);
  }, []);

  useEffect(() => {
    if (!isLinked || message.seenAt !== null) return;
    let frame = 0;
    const tellOnceDrawn = (): void => {
      cancelAnimationFrame(frame);
      if (document.visibilityState !== 'visible') return;
      frame = requestAnimationFrame(() => {
        request('message.seen', { commandId: newCommandId(), messageId });
      });
    };
    tellOnceDrawn();
    document.addEventListener('visibilitychange', tellOnceDrawn);
    return () => {
      document.removeEventListener('visibilitychange', tellOnceDrawn);
      cancelAnimationFrame(frame);
    };
  }, [messageId, message.seenAt, isLinked]);

  const canAcknowledge = isLinked && isReadable && state !== 'sending';

  const acknowledge = useCallback(async () => {
    setState('sending');
    const reply = await request('message.acknowledge', { commandId: newCommandId(), messageId });
    if (!reply.ok) setState('failed');
  }, [messageId]);

  useEffect(() => {
    const acknowledgeByKey = (event: KeyboardEvent): void => {
      if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat) return;
      event.preventDefault();
      if (canAcknowledge) acknowledge();
    };
    window.addEventListener('keydown', acknowledgeByKey);
    return () => window.removeEventListener('keydown', acknowledgeByKey);
  }, [acknowledge, canAcknowledge]);

  return (
    <button
      type="button"
      className={styles.message}
      data-size={sizeOf(message.text)}
      data-testid="host-message"
      aria-disabled={!canAcknowledge}
      data-waiting={state === 'sending'}
      onClick={() => {
        if (canAcknowledge) acknowledge();
      }}
    >
      <bdi className={styles.text} role="alert">
        {message.text}
      </bdi>
      <span className={styles.by}>
        {!isLinked
          ? t('message.lost')
          : state === 'failed'
            ? t('message.failed')
            : t('message.by', { by: t([`message.role.${message.by}`, 'message.role.assistant']) })}
      </span>
    </button>
  );
};

const ShowLine = () => {
  const { t } = useTranslation('host');
  const show = useTopic('show.current');
  const link = useLinkStatus();
  if (link !== 'open') {
    return <output className={styles.lost}>{t(link === 'closed' ? 'linkLost' : 'linking')}</output>;
  }
  if (show === null) return <header className={styles.quiet}>{t('noShow')}</header>;
  const phase = show.phase === 'live' && show.isPaused ? 'paused' : show.phase;
  return (
    <header className={styles.quiet} data-testid="show-state" data-phase={phase}>
      <span className={styles.phase} data-phase={phase}>
        {t(`phase.${phase}`)}
      </span>
      <bdi className={styles.title}>{show.title}</bdi>
    </header>
  );
};

export const HostMessageBand = () => {
  const current = useTopic('message.list')?.current ?? null;
  const link = useLinkStatus();
  if (current === null) return <ShowLine />;
  return <Message key={current.messageId} message={current} isLinked={link === 'open'} />;
};
