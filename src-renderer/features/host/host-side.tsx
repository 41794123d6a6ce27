// The right side: product, price with its basis, stock, deal, minutes, and what comes next.

import { useTranslation } from 'react-i18next';
import type { DealView, PinTopic, ProductRow } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { formatSpan } from '../../ui/time.ts';
import { statedDetail } from '../products/stated-detail.ts';
import styles from './host-side.module.css';
import { paceOf } from './pacing.ts';

const DealClock = ({ deal }: { readonly deal: DealView }) => {
  const { t } = useTranslation('host');
  const now = useEngineNow(250);
  const until = deal.phase === 'countdown' ? deal.opensAt : deal.phase === 'running' ? deal.closesAt : null;
  return (
    <div className={styles.fact} data-testid="deal-countdown">
      <dt>{t(`deal.${deal.phase}`)}</dt>
      <dd className={styles.deal}>
        {deal.phase === 'ended' && deal.endReason !== null
          ? t(`dealEnd.${deal.endReason}`)
          : until === null
            ? t('deal.ready')
            : formatSpan(until - now, 'up')}
      </dd>
    </div>
  );
};

type Pitch = Pick<NonNullable<PinTopic['pinned']>, 'startedAt' | 'plannedMs' | 'overrun'>;

const Minutes = ({ startedAt, plannedMs, overrun }: Pitch) => {
  const { t } = useTranslation('host');
  const now = useEngineNow(1000);
  const spent = now - startedAt;
  const pace = paceOf(spent, plannedMs);
  return (
    <section className={styles.minutes} aria-label={t('minutes')}>
      <p>
        <span data-tone={pace?.tone}>{t('spent', { time: formatSpan(spent) })}</span>
        <span>{plannedMs > 0 ? t('planned', { time: formatSpan(plannedMs) }) : t('unplanned')}</span>
      </p>
      {pace === null ? null : (
        <div className={styles.bar}>
          <div className={styles.fill} data-tone={pace.tone} style={{ width: `${pace.share * 100}%` }} />
        </div>
      )}
      {pace?.tone === 'over' ? (
        <p className={styles.over} data-testid="overrun" data-overrun={overrun}>
          {t(overrun === 'over' ? 'overFar' : 'over', { time: formatSpan(spent - plannedMs) })}
        </p>
      ) : pace?.tone === 'near' ? (
        <p className={styles.near}>{t('near')}</p>
      ) : null}
    </section>
  );
};

/** The deal that the host must speak of: running or about to, else none. */
const dealOf = (deals: readonly DealView[], product: ProductRow | null): DealView | null =>
  deals.find((deal) => deal.variantId === product?.variantId && deal.phase !== 'ended') ?? null;

interface HostSideProps {
  readonly pin: PinTopic | null;
  readonly product: ProductRow | null;
  readonly deals: readonly DealView[];
  readonly productCount: number;
}

interface ProductProps {
  readonly product: ProductRow;
  readonly pinned: NonNullable<PinTopic['pinned']>;
  readonly deal: DealView | null;
}

const Product = ({ product, pinned, deal }: ProductProps) => {
  const { t, i18n } = useTranslation('host');
  const isDealPrice = deal !== null && deal.phase === 'running';
  const price = formatTidyMoney(isDealPrice ? deal.price : product.price, i18n.language);
  const compare = (isDealPrice ? deal.comparePrice : null) ?? product.comparePrice;
  const left = isDealPrice ? deal.left : product.stock;
  const isCounted = isDealPrice || product.isTracked;
  const full = isDealPrice ? deal.quantity : product.stockAtStart;
  return (
    <>
      <h1 className={styles.title}>
        <bdi>{product.title}</bdi>
        {product.variantTitle === '' ? null : (
          <>
            {' · '}
            <bdi>{product.variantTitle}</bdi>
          </>
        )}
      </h1>
      <p className={styles.price} data-length={price.length > 7 ? 'long' : 'short'} data-testid="host-price">
        {price}
        {isDealPrice ? <span className={styles.priceTag}>{t('dealPrice')}</span> : null}
      </p>
      {compare === null ? null : (
        <p className={styles.compare}>
          <s>{formatTidyMoney(compare.price, i18n.language)}</s>{' '}
          <bdi data-testid="compare-basis">{statedDetail(compare) ?? t(`basis.${compare.basis}`)}</bdi>
        </p>
      )}
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>{t(isDealPrice ? 'dealLeft' : 'left')}</dt>
          <dd className={styles.left} data-low={isCounted && full > 0 && left / full <= 0.2} data-testid="host-stock">
            {!isCounted
              ? t('uncounted')
              : left === 0
                ? t('soldOut')
                : new Intl.NumberFormat(i18n.language).format(left)}
          </dd>
        </div>
        {deal === null ? null : <DealClock deal={deal} />}
        <div className={styles.fact}>
          <dt>{t('segmentGmv')}</dt>
          <dd className={styles.lesser}>
            <b>{formatMoney(pinned.gmv, i18n.language, 'whole')}</b> {t('segmentUnits', { count: pinned.units })}
          </dd>
        </div>
        {pinned.sellOutEtaMs === null || left === 0 ? null : (
          <div className={styles.fact}>
            <dt>{t('sellOut')}</dt>
            <dd className={styles.lesser}>
              {t('minutesLeft', { count: Math.max(1, Math.round(pinned.sellOutEtaMs / 60_000)) })}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
};

export const HostSide = ({ pin, product, deals, productCount }: HostSideProps) => {
  const { t, i18n } = useTranslation('host');
  const pinned = pin?.pinned ?? null;
  const next = pin?.next ?? null;
  return (
    <aside className={styles.side} aria-label={t('current')} data-testid="pinned-product">
      {pinned === null ? (
        <p className={styles.number}>{t('countOnly', { count: productCount })}</p>
      ) : (
        <p className={styles.number}>
          {t('number', { number: pinned.number })} · {t('of', { count: productCount })}
        </p>
      )}
      {product === null ? <h1 className={styles.title}>{t('waitForPin')}</h1> : null}
      {product === null || pinned === null ? null : (
        <>
          <Product product={product} pinned={pinned} deal={dealOf(deals, product)} />
          <Minutes startedAt={pinned.startedAt} plannedMs={pinned.plannedMs} overrun={pinned.overrun} />
        </>
      )}
      {next === null || pinned === null ? null : (
        <p className={styles.next}>
          <span>{t('next')}</span>
          <b>
            {t('number', { number: next.number })} <bdi>{next.title}</bdi> ·{' '}
            {formatTidyMoney(next.price, i18n.language)}
          </b>
        </p>
      )}
    </aside>
  );
};
