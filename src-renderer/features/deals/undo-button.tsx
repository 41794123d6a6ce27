// Calls a shot back while that is still open: one press, for as long as the seconds on it last.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { undoDeal } from './deal-commands.ts';

export const UndoButton = ({ deal }: { readonly deal: DealView }) => {
  const { t } = useTranslation('deal');
  const now = useEngineNow(200);
  const left = deal.undoUntil === null ? 0 : deal.undoUntil - now;
  if (left <= 0) return null;
  return (
    <Button kind="live" data-testid="deal-undo" title={t('undoHint')} onClick={() => void undoDeal(deal.dealId)}>
      {t('undo', { seconds: Math.ceil(left / 1000) })}
    </Button>
  );
};
