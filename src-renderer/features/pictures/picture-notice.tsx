// How far the pictures of imports are, while some still come or have not come; quiet otherwise.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { PictureFailures } from './picture-failures.tsx';
import styles from './picture-notice.module.css';

type PictureCommand = 'picture.retry' | 'picture.cancel' | 'picture.dismiss';

const run = (name: PictureCommand): void => void runCommand(name, { commandId: newCommandId() });

export const PictureNotice = () => {
  const { t, i18n } = useTranslation('pictures');
  const topic = useTopic('picture.state');
  const [isAsking, setAsking] = useState(false);
  if (topic === null || topic.waiting + topic.failed + topic.cancelled === 0) return null;
  const { waiting, done, total, failed, cancelled, isOffline } = topic;
  const figure = new Intl.NumberFormat(i18n.language);
  const settled = total - waiting;
  const isGoing = waiting > 0;
  return (
    <section className={styles.notice} aria-label={t('title')} data-testid="picture-notice" data-waiting={waiting}>
      {isGoing ? (
        <>
          <span className={styles.words} data-testid="picture-progress" data-done={done} data-total={total}>
            {t(isOffline ? 'offline' : 'going', { done: figure.format(settled), total: figure.format(total) })}
          </span>
          <progress className={styles.bar} max={total} value={settled} aria-label={t('title')} />
        </>
      ) : null}
      {failed > 0 ? (
        <button
          type="button"
          className={styles.failed}
          aria-expanded={isAsking}
          data-testid="picture-failed"
          data-failed={failed}
          onClick={() => setAsking(!isAsking)}
        >
          {t('failed', { count: failed })}
        </button>
      ) : null}
      {cancelled > 0 ? <span data-testid="picture-cancelled">{t('cancelled', { count: cancelled })}</span> : null}
      <span className={styles.ways}>
        {failed + cancelled > 0 ? (
          <Button data-testid="picture-retry" onClick={() => run('picture.retry')}>
            {t('retry')}
          </Button>
        ) : null}
        {isGoing ? (
          <Button data-testid="picture-cancel" onClick={() => run('picture.cancel')}>
            {t('cancel')}
          </Button>
        ) : (
          <Button kind="quiet" data-testid="picture-dismiss" onClick={() => run('picture.dismiss')}>
            {t('dismiss')}
          </Button>
        )}
      </span>
      {isAsking && failed > 0 ? <PictureFailures key={failed} /> : null}
    </section>
  );
};
