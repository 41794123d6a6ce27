// On the desk: put a product on the sheet behind another one, without leaving what is on screen.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './cue-insert-dialog.module.css';
import { CuePicker } from './cue-picker.tsx';

export const CueInsertDialog = () => {
  const { t } = useTranslation('run-sheet');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const after = dialog?.kind === 'cue-insert' ? dialog.after : null;
  const version = useTopicSlice('run-sheet.current', (sheet) => sheet?.version ?? 0);
  const number = useTopicSlice(
    'run-sheet.current',
    (sheet) => sheet?.cues.find(({ variantId }) => variantId === after)?.number ?? null,
  );
  if (after === null) return null;
  return (
    <Dialog title={number === null ? t('pick.title') : t('pick.after', { number })} onClose={closeDialog}>
      <div className={styles.pick}>
        <CuePicker version={version} after={after} onAdded={closeDialog} isFocused />
      </div>
    </Dialog>
  );
};
