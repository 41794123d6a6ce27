// How many promises are open, in the footer; it speaks up where one is due or broken, and else tells its key.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './promise-chip.module.css';

export const PromiseChip = () => {
  const { t } = useTranslation('promises');
  const openDialog = useDesk((desk) => desk.openDialog);
  const open = useTopicSlice(
    'promise.state',
    (state) => state?.promises.filter((row) => row.state === 'open').length ?? 0,
  );
  const owed = useTopicSlice('promise.state', (state) => state?.owed.length ?? 0);
  const due = useTopicSlice('promise.state', (state) => state?.due.length ?? 0);
  const offers = useTopicSlice('promise.state', (state) => state?.offers.length ?? 0);
  const isBroken = useTopicSlice(
    'promise.state',
    (state) => state !== null && [...state.promises, ...state.owed].some(({ breach }) => breach !== null),
  );
  const canMake = useTopicSlice('promise.state', (state) => state?.canMake ?? false);
  const isQuiet = open + owed + offers === 0;
  if (isQuiet && !canMake) return null;
  const tone = isBroken ? 'broken' : due > 0 ? 'due' : offers > 0 ? 'offered' : isQuiet ? 'none' : 'open';
  return (
    <button
      type="button"
      className={styles.chip}
      data-testid="promise-chip"
      data-tone={tone}
      title={t('chipHint')}
      onClick={() => openDialog({ kind: 'promise' })}
    >
      <Kbd>P</Kbd> {t(`chip.${tone}`, { open: open + owed, due, offers })}
    </button>
  );
};
