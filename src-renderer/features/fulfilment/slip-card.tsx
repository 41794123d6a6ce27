// One parcel on the packing table: what goes in, what was promised with it, and the word that it is packed.

import { useTranslation } from 'react-i18next';
import type { SlipLineView, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { usePlatformName } from '../orders/order-side.tsx';
import { countTicked, type Ticks, ticked } from './packing-ticks.ts';
import styles from './slip-card.module.css';

interface SlipCardProps {
  readonly slip: SlipView;
  readonly ticks: Ticks;
  readonly onTick: (line: SlipLineView) => void;
  readonly onPack: () => void;
  readonly onUnpack: () => void;
  readonly onPrint: () => void;
}

const WORD_TONES = { paid: 'attention', packed: 'people', shipped: 'fine' } as const;

const Line = ({ line, done, onTick }: { line: SlipLineView; done: number; onTick: () => void }) => {
  const { t } = useTranslation('fulfilment');
  return (
    <label className={styles.line} data-testid="slip-line" data-done={done >= line.quantity}>
      <input type="checkbox" checked={done >= line.quantity} onChange={onTick} />
      <span className={styles.quantity}>×{line.quantity}</span>
      <span className={styles.what}>
        <span>
          {line.number === null ? null : <b className={styles.number}>{line.number}</b>} <bdi>{line.title}</bdi>
          {line.variantTitle === '' ? null : <b className={styles.variant}>{line.variantTitle}</b>}
        </span>
        <span className={styles.small}>{[line.sku, line.barcode].filter((text) => text !== '').join(' · ')}</span>
      </span>
      <span className={styles.marks}>
        {line.short > 0 ? <Badge tone="live">{t('slip.short', { count: line.short })}</Badge> : null}
        {line.isGift ? <Badge tone="sales">{t('slip.gift')}</Badge> : null}
        {line.isOfBundle ? <Badge tone="deal">{t('slip.bundle')}</Badge> : null}
        {done > 0 && done < line.quantity ? <b>{t('ticked', { done, all: line.quantity })}</b> : null}
      </span>
    </label>
  );
};

export const SlipCard = ({ slip, ticks, onTick, onPack, onUnpack, onPrint }: SlipCardProps) => {
  const { t } = useTranslation(['fulfilment', 'lifecycle']);
  const nameOf = usePlatformName();
  const units = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const done = countTicked(slip, ticks);
  return (
    <article className={styles.card} data-testid="slip" data-state={slip.state} data-number={slip.number}>
      <header className={styles.head}>
        <b className={styles.big}>{slip.number}</b>
        <div className={styles.who}>
          <h2>
            <bdi>{slip.buyer === '' ? t('slip.noBuyer') : slip.buyer}</bdi>
          </h2>
          <p className={styles.small}>
            {t('slip.count', { orders: slip.orders.length, units })}
            {done > 0 ? ` · ${t('ticked', { done, all: units })}` : ''}
          </p>
        </div>
        <Button kind="quiet" data-testid="slip-print" onClick={onPrint}>
          {t('print.one')}
        </Button>
        {slip.state === 'open' ? (
          <Button kind="primary" data-testid="slip-pack" onClick={onPack}>
            {t('pack')} ⏎
          </Button>
        ) : slip.state === 'packed' ? (
          <Button data-testid="slip-unpack" onClick={onUnpack}>
            {t('unpack')}
          </Button>
        ) : (
          <Badge tone="fine">{t('state.shipped')}</Badge>
        )}
      </header>
      <div className={styles.lines}>
        {slip.lines.map((line) => (
          <Line key={line.key} line={line} done={ticked(ticks, line)} onTick={() => onTick(line)} />
        ))}
      </div>
      {slip.gifts.length === 0 ? null : (
        <div className={styles.block} data-testid="slip-gifts">
          <h3>{t('slip.gifts')}</h3>
          {slip.gifts.map(({ name, spec, each, count }) => (
            <p key={JSON.stringify([name, spec, each])}>
              <bdi>
                {t('pick.giftLine', { name: [name, spec, each].filter((part) => part !== '').join(' '), count })}
              </bdi>
            </p>
          ))}
        </div>
      )}
      {slip.promises.length === 0 ? null : (
        <div className={styles.block} data-testid="slip-promises">
          <h3>{t('slip.promises')}</h3>
          {slip.promises.map(({ text, isKept }) => (
            <p key={text}>
              <bdi>{text}</bdi> {isKept ? <Badge tone="fine">{t('slip.kept')}</Badge> : null}
            </p>
          ))}
        </div>
      )}
      <div className={styles.block}>
        <h3>{t('slip.orders')}</h3>
        {slip.orders.map((order) => (
          <div key={order.key} className={styles.order} data-testid="slip-order">
            <Badge tone={WORD_TONES[order.word]}>{t(`lifecycle:${order.word}`)}</Badge>
            <bdi className={styles.id}>
              {order.platform === null ? '' : `${nameOf(order.platform)} `}
              {order.orderId}
            </bdi>
            {order.trackingNumber === '' ? null : (
              <bdi className={styles.small}>
                {order.carrier} {order.trackingNumber}
              </bdi>
            )}
            {order.isPartRefunded ? <Badge tone="attention">{t('slip.partRefunded')}</Badge> : null}
            {order.note === '' ? null : <bdi className={styles.note}>{order.note}</bdi>}
          </div>
        ))}
      </div>
    </article>
  );
};
