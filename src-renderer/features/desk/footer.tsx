// The bottom line: the keys that work now, how the host and the room took the last words; over it what is said to the host.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { KeyHints } from '../keys/key-hints.tsx';
import { MessageChip } from '../messages/message-chip.tsx';
import { MessageComposer } from '../messages/message-composer.tsx';
import { PromiseChip } from '../promises/promise-chip.tsx';
import { CommandState } from './command-state.tsx';
import styles from './footer.module.css';

const RejectsButton = () => {
  const { t } = useTranslation('desk');
  const count = useTopicSlice('reject.list', (rejects) => rejects?.count ?? null);
  const openDialog = useDesk((desk) => desk.openDialog);
  if (count === null) return null;
  return (
    <button
      type="button"
      className={styles.rejects}
      data-testid="rejects-count"
      data-count={count}
      title={t('rejectsHint')}
      onClick={() => openDialog({ kind: 'rejects' })}
    >
      {t('rejects', { count })}
    </button>
  );
};

export const Footer = () => {
  const { t } = useTranslation('desk');
  const isComposing = useDesk((desk) => desk.isComposing);
  return (
    <footer className={styles.footer}>
      {isComposing ? <MessageComposer /> : null}
      <KeyHints />
      <div className={styles.state}>
        <PromiseChip />
        <MessageChip />
        <CommandState />
        <RejectsButton />
        <span className={styles.local}>{t('local')}</span>
      </div>
    </footer>
  );
};
