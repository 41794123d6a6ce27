// One order: its state, buyer, items and amount; beside it what a platform says of it, and what a person may decide.

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../src-main/contract/order-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import { runCommand } from '../desk/run-command.ts';
import { acceptRow, type Decided, rejectRow } from './order-commands.ts';
import styles from './order-line.module.css';
import { originText } from './order-origin.ts';
import { OrderItems, usePlatformName } from './order-side.tsx';

const TONES = {
  unpaid: 'quiet',
  paid: 'fine',
  cancelled: 'quiet',
  part_refunded: 'attention',
  refunded: 'live',
} as const;
const LIFECYCLE_TONES = {
  claimed: 'attention',
  reserved: 'quiet',
  paid: 'fine',
  packed: 'people',
  shipped: 'people',
  expired: 'quiet',
  cancelled: 'quiet',
  refunded: 'live',
} as const;
const MATCH_TONES = { id: 'fine', person: 'fine', of_show: 'fine', proposed: 'attention', none: 'quiet' } as const;

interface OrderLineProps {
  readonly row: OrderRow | undefined;
  readonly showId: ShowId;
  readonly onDecided: (decided: Decided | null) => void;
  readonly onPick: (row: OrderRow) => void;
  readonly onRefund: (row: OrderRow) => void;
}

const Difference = ({ row }: { readonly row: OrderRow }) => {
  const { t, i18n } = useTranslation('orders');
  const { totalDifferenceMinor: total, refundDifferenceMinor: refund, other, match, own } = row;
  if (other === null || match === 'proposed') return null;
  if (total === null) return <span className={styles.off}>{t('otherCurrency')}</span>;
  const write = (minor: number): string =>
    `${minor > 0 ? '+' : ''}${formatMoney({ minor, currency: own.total.currency }, i18n.language)}`;
  return (
    <>
      {total === 0 ? null : (
        <span className={styles.off} data-testid="order-difference">
          {t('difference', { amount: write(total) })}
        </span>
      )}
      {refund === null || refund === 0 ? null : (
        <span className={styles.off} data-testid="order-refund-difference">
          {t('refundDifference', { amount: write(refund) })}
        </span>
      )}
    </>
  );
};

const Match = ({ row }: { readonly row: OrderRow }) => {
  const { t, i18n } = useTranslation('orders');
  const nameOf = usePlatformName();
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short', hourCycle: 'h23' });
  const { other, match, confidence, grounds, rivals } = row;
  const percent = confidence === null ? 0 : Math.round(confidence * 100);
  return (
    <div className={styles.match}>
      <p>
        <Badge tone={MATCH_TONES[match]}>{t(`match.${match}`)}</Badge>{' '}
        {confidence === null ? null : <b>{t('confidence', { percent })}</b>}{' '}
        {other === null ? null : (
          <bdi className={styles.id}>
            {other.platform === null ? '' : `${nameOf(other.platform)} `}
            {other.orderId}
          </bdi>
        )}
      </p>
      <p className={styles.small}>
        {[
          other === null ? '' : other.buyer,
          other === null || other.at === null ? '' : time.format(other.at),
          other === null ? '' : formatMoney(other.total, i18n.language),
          ...grounds.map((ground) => t(`ground.${ground}`)),
          rivals > 0 ? t('rivals', { count: rivals }) : '',
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <Difference row={row} />
    </div>
  );
};

const Decisions = ({ row, showId, onDecided, onPick, onRefund }: OrderLineProps & { readonly row: OrderRow }) => {
  const { t } = useTranslation('orders');
  const { match, from, own, roomOrderId, isCart } = row;
  const isOwn = from === 'desk';
  const isAlone = roomOrderId === null;
  const act = (route: 'order.pay' | 'order.cancel'): void => {
    if (roomOrderId !== null) void runCommand(route, { commandId: newCommandId(), showId, orderId: roomOrderId });
  };
  return (
    <div className={styles.ways}>
      {match === 'proposed' || (isAlone && match === 'none') ? (
        <Button data-testid="order-accept" onClick={() => void acceptRow(showId, row).then(onDecided)}>
          {t(isAlone ? 'acceptOfShow' : 'accept')}
        </Button>
      ) : null}
      {match === 'proposed' || (isAlone && match === 'none') ? (
        <Button kind="quiet" data-testid="order-reject" onClick={() => void rejectRow(showId, row).then(onDecided)}>
          {t(isAlone ? 'rejectOfShow' : 'reject')}
        </Button>
      ) : null}
      {match === 'id' || match === 'person' || match === 'of_show' ? (
        <Button kind="quiet" data-testid="order-unmatch" onClick={() => void rejectRow(showId, row).then(onDecided)}>
          {t('unmatch')}
        </Button>
      ) : null}
      {match === 'none' && !isAlone ? (
        <Button kind="quiet" data-testid="order-pick" onClick={() => onPick(row)}>
          {t('pick')}
        </Button>
      ) : null}
      {isOwn && !isCart && own.state === 'unpaid' ? (
        <>
          <Button data-testid="order-pay" onClick={() => act('order.pay')}>
            {t('by.pay')}
          </Button>
          <Button kind="quiet" data-testid="order-cancel" onClick={() => act('order.cancel')}>
            {t('by.cancel')}
          </Button>
        </>
      ) : null}
      {isOwn && (own.state === 'paid' || own.state === 'part_refunded') ? (
        <Button kind="quiet" data-testid="order-refund" onClick={() => onRefund(row)}>
          {t('by.refund')}
        </Button>
      ) : null}
    </div>
  );
};

export const OrderLine = memo((props: OrderLineProps) => {
  const { t, i18n } = useTranslation(['orders', 'lifecycle', 'sources']);
  const nameOf = usePlatformName();
  const sources = useTopic('source.list') ?? [];
  const { row } = props;
  if (row === undefined) return <div className={styles.line} data-waiting="true" />;
  const { own, from, isCart, lifecycle } = row;
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  const source = isCart ? t('cart') : own.platform === null ? originText(t, row, sources) : nameOf(own.platform);
  return (
    <div
      className={styles.line}
      data-testid="orders-row"
      data-state={own.state}
      data-match={row.match}
      data-from={from}
    >
      <span>
        <Badge tone={lifecycle === null ? TONES[own.state] : LIFECYCLE_TONES[lifecycle]}>
          {lifecycle === null ? t(`orders:state.${own.state}`) : t(`lifecycle:${lifecycle}`)}
        </Badge>
        {own.state === 'part_refunded' ? <p className={styles.small}>{t('orders:state.part_refunded')}</p> : null}
      </span>
      <div className={styles.what}>
        <p className={styles.id} title={own.orderId}>
          <bdi>{own.orderId}</bdi>
        </p>
        <p className={styles.small}>
          {source} · {own.at === null ? t('noTime') : moment.format(own.at)}
        </p>
      </div>
      <bdi className={styles.buyer}>{own.buyer === '' ? t('noBuyer') : own.buyer}</bdi>
      <OrderItems items={own.items} />
      <div className={styles.amount}>
        <p>{formatMoney(own.total, i18n.language)}</p>
        {own.refunded.minor > 0 ? <p className={styles.refund}>−{formatMoney(own.refunded, i18n.language)}</p> : null}
      </div>
      <Match row={row} />
      <Decisions {...props} row={row} />
    </div>
  );
});
