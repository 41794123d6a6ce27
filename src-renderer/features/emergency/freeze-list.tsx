// What a card stops in one stroke, as it stands now, and whom it tells.

import { useTranslation } from 'react-i18next';
import type { CardRow, EmergencyTopic } from '../../../src-main/contract/emergency-documents.ts';
import styles from './freeze-list.module.css';

interface FreezeListProps {
  readonly card: CardRow;
  readonly topic: EmergencyTopic;
  readonly isOfProduct: boolean;
  readonly isPinned: boolean;
  readonly hasNotice: boolean;
}

export const FreezeList = ({ card, topic, isOfProduct, isPinned, hasNotice }: FreezeListProps) => {
  const { t } = useTranslation('emergency');
  const { freeze } = card;
  const { now, mode } = topic;
  const deals = now.runningDeals + now.armedDeals;
  const isDrill = mode === 'drill';
  const lines: readonly (readonly [isDone: boolean, text: string])[] = [
    freeze.deals === 'none'
      ? [false, t('freeze.noDeals')]
      : [
          deals > 0,
          t(freeze.deals === 'product' && isOfProduct ? 'freeze.productDeals' : 'freeze.allDeals', {
            running: now.runningDeals,
            armed: now.armedDeals,
          }),
        ],
    [freeze.claims && now.areClaimsOpen, t(now.areClaimsOpen ? 'freeze.claims' : 'freeze.claimsClosed')],
    [freeze.pin === 'take_off' && isPinned, t(freeze.pin === 'take_off' ? 'freeze.unpin' : 'freeze.keepPin')],
    ...(freeze.names ? [[true, t('freeze.names')] as const] : []),
    [true, t('tell.host')],
    hasNotice && !isDrill
      ? [now.noticeRooms > 0, t(now.noticeRooms > 0 ? 'tell.rooms' : 'tell.noRooms', { count: now.noticeRooms })]
      : [false, t(isDrill ? 'tell.drill' : 'tell.nothing')],
    ...(hasNotice && !isDrill
      ? [[now.isOverlayOn, t(now.isOverlayOn ? 'tell.overlay' : 'tell.noOverlay')] as const]
      : []),
    [true, t('tell.log')],
  ];
  return (
    <ul className={styles.list} aria-label={t('freezes')}>
      {lines.map(([isDone, text]) => (
        <li key={text} data-done={isDone}>
          <span aria-hidden>{isDone ? '■' : '□'}</span> {text}
        </li>
      ))}
    </ul>
  );
};
