// Where refusals are said: above the footer, over everything, out of nobody's way.

import { useTranslation } from 'react-i18next';
import { dropToast, useToasts } from '../../state/toast-store.ts';
import { Toast } from '../../ui/toast.tsx';
import styles from './toast-stack.module.css';

export const ToastStack = () => {
  const { t } = useTranslation('desk');
  const toasts = useToasts();
  return (
    <ul className={styles.stack} aria-live="polite" aria-label={t('notices')}>
      {toasts.map((toast) => (
        <Toast
          key={toast.id}
          tone={toast.tone}
          text={toast.text}
          closeLabel={t('dismiss')}
          onLeave={() => dropToast(toast.id)}
        />
      ))}
    </ul>
  );
};
