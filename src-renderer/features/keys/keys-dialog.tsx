// All keys of the desk.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyCaps } from './key-hints.tsx';
import { DESK_KEYS } from './key-table.ts';
import styles from './keys-dialog.module.css';

export const KeysDialog = () => {
  const { t } = useTranslation('keys');
  const isOpen = useDesk((desk) => desk.dialog?.kind === 'keys');
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (!isOpen) return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog}>
      <dl className={styles.keys} data-testid="keys-dialog">
        {DESK_KEYS.map((entry) => (
          <div key={entry.name}>
            <dt>
              <KeyCaps entry={entry} />
            </dt>
            <dd>{t(`long.${entry.name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('note')}</p>
    </Dialog>
  );
};
