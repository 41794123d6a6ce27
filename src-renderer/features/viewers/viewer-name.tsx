// A viewer's name as a button to their card, with level, membership and following said by shape and word.

import { useTranslation } from 'react-i18next';
import type { ViewerView } from '../../../src-main/contract/topics.ts';
import { deskStore } from '../../state/desk-store.ts';
import styles from './viewer-name.module.css';

interface ViewerNameProps {
  readonly viewer: ViewerView;
  /** Lesser lines: no chips, grey name. */
  readonly isQuiet?: boolean;
  /** By the Tab key; not where the row is gone before a key is pressed. */
  readonly isReachable?: boolean;
}

export const ViewerName = ({ viewer, isQuiet = false, isReachable = true }: ViewerNameProps) => {
  const { t } = useTranslation('viewers');
  return (
    <span className={styles.viewer}>
      {(viewer.level ?? 0) === 0 || isQuiet ? null : (
        <span className={styles.level} title={t('level', { level: viewer.level })}>
          {viewer.level}
        </span>
      )}
      {viewer.isMember && !isQuiet ? (
        <span className={styles.member} title={t('member')}>
          {t('memberMark')}
        </span>
      ) : null}
      {viewer.isFollower && !isQuiet ? (
        <span className={styles.follower} title={t('follower')}>
          ♥
        </span>
      ) : null}
      <button
        type="button"
        tabIndex={isReachable ? 0 : -1}
        className={isQuiet ? styles.quietName : styles.name}
        onClick={() => deskStore.getState().openDialog({ kind: 'viewer', viewerId: viewer.viewerId })}
      >
        <bdi>{viewer.name}</bdi>
      </button>
    </span>
  );
};
