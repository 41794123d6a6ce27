// A correction: one sentence onto the picture at once, and off it again.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_CORRECTION } from '../../../src-main/contract/overlay-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import styles from './overlay-settings-view.module.css';

export const OverlayCorrect = () => {
  const { t } = useTranslation('overlay');
  const [text, setText] = useState('');
  const posted = useTopicSlice('overlay.state', (state) => state?.correction ?? null);

  const post = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const reply = await runCommand('overlay.correct', { commandId: newCommandId(), text });
    if (reply.ok) setText('');
  };

  return (
    <section className={styles.part}>
      <h2>{t('correct.title')}</h2>
      {posted === null ? (
        <p className={styles.hint}>{t('correct.hint')}</p>
      ) : (
        <div className={styles.row}>
          <p className={`${styles.state} ${styles.grow}`} data-tone="attention" data-testid="overlay-corrected">
            <bdi>{t('correct.now', { text: posted })}</bdi>
          </p>
          <Button
            data-testid="overlay-correct-withdraw"
            onClick={() => void runCommand('overlay.correct', { commandId: newCommandId(), text: null })}
          >
            {t('correct.withdraw')}
          </Button>
        </div>
      )}
      <form className={styles.row} onSubmit={(event) => void post(event)}>
        <input
          type="text"
          className={styles.grow}
          value={text}
          maxLength={LONGEST_CORRECTION}
          placeholder={t('correct.placeholder')}
          aria-label={t('correct.title')}
          data-testid="overlay-correct-text"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={text.trim() === ''} data-testid="overlay-correct-post">
          {t('correct.post')}
        </Button>
      </form>
    </section>
  );
};
