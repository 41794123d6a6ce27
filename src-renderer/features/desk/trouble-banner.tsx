// One calm line for what concerns the whole desk: the engine out of reach, or the store in trouble.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useLinkStatus, useTopicSlice } from '../../state/live-store.ts';
import { problemText } from './problem-text.ts';
import styles from './trouble-banner.module.css';

export const TroubleBanner = () => {
  const { t } = useTranslation(['desk', 'errors']);
  const link = useLinkStatus();
  const isAdmitted = useDesk((desk) => desk.isAdmitted);
  const problem = useTopicSlice('engine.state', (engine) => engine?.problem ?? null);
  if (link === 'closed') {
    return (
      <div className={styles.banner} role="status" data-testid="link-lost">
        {t(isAdmitted ? 'desk:linkLost' : 'desk:notAdmitted')}
      </div>
    );
  }
  if (problem === null) return null;
  return (
    <div className={styles.banner} role="alert" data-testid="store-problem">
      {problemText(t, problem)}
    </div>
  );
};
