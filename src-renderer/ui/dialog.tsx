// A modal over the desk: focus stays in it, Esc and the backdrop close it, its text may be selected.

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog as Modal } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'narrow' | 'wide' | 'full';
  /** The title is only for screen readers. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
}

export const Dialog = ({ title, onClose, size = 'narrow', isBare = false, children }: DialogProps) => {
  const { t } = useTranslation('desk');
  return (
    <CSPProvider disableStyleElements>
      <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
        <Modal.Portal>
          <Modal.Backdrop forceRender className={styles.backdrop} />
          <Modal.Popup className={`${styles.popup} ${styles[size] ?? ''}`} data-testid="dialog">
            <header className={isBare ? styles.hidden : styles.head}>
              <Modal.Title className={styles.title}>{title}</Modal.Title>
              <Modal.Close className={styles.close} aria-label={t('closeDialog')}>
                ✕
              </Modal.Close>
            </header>
            <div className={isBare ? styles.bare : styles.body}>{children}</div>
          </Modal.Popup>
        </Modal.Portal>
      </Modal.Root>
    </CSPProvider>
  );
};
