// Opens the deals of the show: other kinds, drafts, schedules, limits.

import { useTranslation } from 'react-i18next';
import { deskStore } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';

export const DealDeskButton = () => {
  const { t } = useTranslation('deal');
  return (
    <Button
      kind="quiet"
      data-testid="deal-desk-open"
      title={t('deskHint')}
      onClick={() => deskStore.getState().openDialog({ kind: 'deals' })}
    >
      {t('desk')}
    </Button>
  );
};
