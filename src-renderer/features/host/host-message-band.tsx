// The top band: the assistant's message until the host acknowledges it with one key, else the state of the show.

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostMessage } from '../../../src-main/contract/topics.ts';
import { newCommandId, request } from '../../client/client.ts';
import { onShellNews } from '../../client/shell-news.ts';
import { useLinkStatus, useTopic } from '../../state/live-store.ts';
import { HostFlash } from './host-flash.tsx';
import styles from './host-message-band.module.css';
import { HostMessageWords, lengthOf } from './host-message-words.tsx';

/** A key meant for the message before must not acknowledge this one unread. */
const READING_MS = 500;

/** Long messages are set smaller rather than cut. */
const sizeOf = (message: HostMessage): 'short' | 'long' | 'very_long' => {
  const length = lengthOf(message);
  return length <= 36 ? 'short' : length <= 90 ? 'long' : 'very_long';
};

interface MessageProps {
  readonly message: HostMessage;
  /** How many wait behind it. */
  readonly behind: number;
  /** Without the link it can be read, not acknowledged. */
  readonly isLinked: boolean;
}

const Message = ({ message, behind, isLinked }: MessageProps) => {
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
    // The same key as a global shortcut, while another window has the focus.
    const leave = onShellNews((news) => {
      if (news.t === 'key' && news.key === 'Enter' && canAcknowledge) acknowledge();
    });
    return () => {
      window.removeEventListener('keydown', acknowledgeByKey);
      leave();
    };
  }, [acknowledge, canAcknowledge]);

  return (
    <button
      type="button"
      className={styles.message}
      data-size={sizeOf(message)}
      data-kind={message.kind}
      data-testid="host-message"
      aria-disabled={!canAcknowledge}
      data-waiting={state === 'sending'}
      onClick={() => {
        if (canAcknowledge) acknowledge();
      }}
    >
      <HostMessageWords message={message} />
      <span className={styles.by}>
        {!isLinked
          ? t('message.lost')
          : state === 'failed'
            ? t('message.failed')
            : t('message.by', { by: t([`message.role.${message.by}`, 'message.role.assistant']) })}
        {behind === 0 ? null : <small className={styles.behind}>{t('message.behind', { count: behind })}</small>}
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
  const messages = useTopic('message.list');
  const link = useLinkStatus();
  const current = messages?.current ?? null;
  if (messages === null || current === null) return <ShowLine />;
  const { messageId, kind } = current;
  return (
    <>
      {kind === 'flash' ? <HostFlash key={messageId} /> : null}
      <Message key={messageId} message={current} behind={messages.behind} isLinked={link === 'open'} />
    </>
  );
};
