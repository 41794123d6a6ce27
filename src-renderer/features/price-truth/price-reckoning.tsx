// How the verdicts are reckoned, for whoever has to answer for them: the reading of the rules that the program keeps to.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './price-view.module.css';

const RULES = ['days', 'show', 'last', 'discount', 'refund', 'place', 'rehearsal', 'kept', 'advice'] as const;

export const PriceReckoning = () => {
  const { t } = useTranslation('price-truth');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" className={styles.how} onClick={() => setOpen(true)} data-testid="price-how">
        {t('how')}
      </Button>
      {isOpen ? (
        <Dialog title={t('how')} onClose={() => setOpen(false)}>
          <ul className={styles.rules}>
            {RULES.map((rule) => (
              <li key={rule}>{t(`rules.${rule}`)}</li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </>
  );
};
