// What is being explained now: its price and the ground of its compare price, what is left, and how the segment goes.

import { useTranslation } from 'react-i18next';
import type { PinTopic, ProductRow } from '../../../src-main/contract/topics.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { formatMoney } from '../../ui/money.ts';
import { formatSpan } from '../../ui/time.ts';
import { HeldScripts } from '../scripts/held-scripts.tsx';
import { AbilityNote } from '../sources/ability-note.tsx';
import { ComparePrice } from './compare-price.tsx';
import { unpinProduct } from './pin-commands.ts';
import styles from './pinned-product.module.css';
import { ProductImage } from './product-image.tsx';
import { statedDetail } from './stated-detail.ts';
import { stockOf } from './stock.ts';

type Pinned = NonNullable<PinTopic['pinned']>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const SegmentTime = ({ pinned }: { readonly pinned: Pinned }) => {
  const { t } = useTranslation('products');
  const now = useEngineNow(500);
  const spent = now - pinned.startedAt;
  const isOver = pinned.plannedMs > 0 && spent > pinned.plannedMs;
  return (
    <div className={styles.fact} data-tone={isOver ? 'attention' : 'plain'}>
      <dt>{t('segmentTime')}</dt>
      <dd>
        {formatSpan(spent)}
        {pinned.plannedMs > 0 ? `/${formatSpan(pinned.plannedMs)}` : ''}
        {isOver ? <small>{t('over')}</small> : null}
      </dd>
    </div>
  );
};

const useEta = (etaMs: number | null): string => {
  const { t } = useTranslation('products');
  if (etaMs === null) return '—';
  if (etaMs < MINUTE_MS) return t('etaSoon');
  if (etaMs < HOUR_MS) return t('etaMinutes', { count: Math.round(etaMs / MINUTE_MS) });
  return t('etaHours', { count: Math.round(etaMs / HOUR_MS) });
};

const PinnedCard = ({ pinned, product }: { readonly pinned: Pinned; readonly product: ProductRow }) => {
  const { t, i18n } = useTranslation('products');
  const eta = useEta(pinned.sellOutEtaMs);
  const title = product.variantTitle === '' ? product.title : `${product.title} · ${product.variantTitle}`;
  // While a deal runs, its price is what one pays.
  const dealPrice = useTopicSlice(
    'deal.list',
    (deals) => deals?.find((deal) => deal.phase === 'running' && deal.variantId === product.variantId)?.price ?? null,
  );
  const tone = product.isTracked ? stockOf(product.stock, product.stockAtStart).tone : 'fine';
  return (
    <section
      className={styles.pinned}
      aria-label={t('pinned')}
      data-testid="pinned-product"
      data-number={product.number}
    >
      <ProductImage image={product.image} title={product.title} className={styles.image} width={320} />
      <div className={styles.body}>
        <div className={styles.head}>
          <h2 className={styles.title} title={title}>
            {t('numbered', { number: product.number, title })}
          </h2>
          <button type="button" className={styles.unpin} onClick={unpinProduct} title={t('unpin')}>
            {t('unpinShort')} <Kbd>U</Kbd>
          </button>
        </div>
        <p className={styles.prices} data-deal={dealPrice !== null}>
          <b className={styles.price}>{formatMoney(dealPrice ?? product.price, i18n.language)}</b>
          {dealPrice === null ? null : (
            <>
              <Badge tone="deal" isSolid>
                {t('dealPrice')}
              </Badge>
              <span className={styles.usual}>
                {t('listPriceIs', { price: formatMoney(product.price, i18n.language) })}
              </span>
            </>
          )}
          {product.comparePrice === null ? null : (
            <>
              <ComparePrice compare={product.comparePrice} className={styles.compare} />
              <span
                className={styles.basis}
                data-testid="compare-basis"
                title={statedDetail(product.comparePrice) ?? t(`basis.${product.comparePrice.basis}`)}
              >
                <span>{t('basisIs')}</span>
                <bdi>{statedDetail(product.comparePrice) ?? t(`basis.${product.comparePrice.basis}`)}</bdi>
              </span>
            </>
          )}
        </p>
        <HeldScripts />
        <AbilityNote kind="product.pin" />
        <dl className={styles.facts}>
          <div className={styles.fact} data-tone={tone === 'fine' ? 'plain' : 'attention'}>
            <dt>{t('stock')}</dt>
            <dd>
              {product.isTracked ? `${product.stock}/${Math.max(product.stock, product.stockAtStart)}` : t('uncounted')}
              {tone === 'out' ? <small>{t('soldOut')}</small> : null}
            </dd>
          </div>
          <div className={styles.fact}>
            <dt>{t('sold')}</dt>
            <dd>{t('pieces', { count: product.sold })}</dd>
          </div>
          <div className={styles.fact}>
            <dt title={t('etaHint')}>{t('eta')}</dt>
            <dd>{eta}</dd>
          </div>
          <SegmentTime pinned={pinned} />
          <div className={styles.fact} data-tone="sales">
            <dt title={t('segmentGmvHint', { count: pinned.units })}>{t('segmentGmv')}</dt>
            <dd>{formatMoney(pinned.gmv, i18n.language, 'whole')}</dd>
          </div>
        </dl>
      </div>
    </section>
  );
};

const NothingPinned = () => {
  const { t, i18n } = useTranslation('products');
  const next = useTopicSlice('pin.current', (pin) => pin?.next ?? null);
  return (
    <section className={styles.nothing} aria-label={t('pinned')} data-testid="pinned-product" data-number="none">
      <h2>{t('nothing')}</h2>
      <p>
        {t('nothingHintBefore')} <Kbd>{t('digits')}</Kbd> + <Kbd>Enter</Kbd> {t('nothingHintAfter')}
      </p>
      {next === null ? null : (
        <p className={styles.next}>
          {t('next', { number: next.number, title: next.title, price: formatMoney(next.price, i18n.language) })}
        </p>
      )}
    </section>
  );
};

export const PinnedProduct = () => {
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned ?? null);
  const product = useTopicSlice(
    'product.list',
    (products) => products?.find((row) => row.variantId === pinned?.variantId) ?? null,
  );
  if (pinned === null || product === null) return <NothingPinned />;
  return <PinnedCard pinned={pinned} product={product} />;
};
