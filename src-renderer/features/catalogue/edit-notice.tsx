// What the last edit did and the way back, until it has been read or another edit has come.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../../state/catalogue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { undoEdit } from './catalogue-commands.ts';
import styles from './edit-notice.module.css';

const STAYS_MS = 12_000;

export const EditNotice = () => {
  const { t } = useTranslation('catalogue');
  const notice = useCatalogue((state) => state.notice);
  const setNotice = useCatalogue((state) => state.setNotice);
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (notice === null || isHeld) return;
    const timer = window.setTimeout(() => setNotice(null), STAYS_MS);
    return () => window.clearTimeout(timer);
  }, [notice, isHeld, setNotice]);

  if (notice === null) return null;
  return (
    <div
      className={styles.notice}
      role="status"
      data-testid="catalogue-notice"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <span>{t(`did.${notice.what}`, { count: notice.products })}</span>
      <Button data-testid="catalogue-undo" onClick={() => void undoEdit(notice.editId)}>
        {t('undo')} <Kbd>Ctrl+Z</Kbd>
      </Button>
      <button type="button" className={styles.close} aria-label={t('dismiss')} onClick={() => setNotice(null)}>
        ✕
      </button>
    </div>
  );
};
