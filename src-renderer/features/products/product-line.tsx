// One product of the run sheet: number, picture, name, price, stock, and what is happening with it now.

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatMoney } from '../../ui/money.ts';
import { formatSpan } from '../../ui/time.ts';
import { ComparePrice } from './compare-price.tsx';
import { pinProduct } from './pin-commands.ts';
import { ProductImage } from './product-image.tsx';
import styles from './product-line.module.css';
import { ProductMenu } from './product-menu.tsx';
import { StockBar } from './stock-bar.tsx';

const MINUTE_MS = 60_000;

const Explaining = () => {
  const { t } = useTranslation('products');
  const now = useEngineNow(500);
  const startedAt = useTopicSlice('pin.current', (pin) => pin?.pinned?.startedAt ?? null);
  const overrun = useTopicSlice('pin.current', (pin) => pin?.pinned?.overrun ?? 'none');
  const spent = startedAt === null ? '' : formatSpan(now - startedAt);
  if (overrun === 'none') {
    return (
      <Badge tone="live">
        {t('explaining')} {spent}
      </Badge>
    );
  }
  // Calm: it says that the minutes are used up, it does not blink.
  return (
    <Badge tone="attention" isSolid={overrun === 'over'}>
      <span data-testid="overrun" data-overrun={overrun}>
        {t(`overrun.${overrun}`)} {spent}
      </span>
    </Badge>
  );
};

/** One mark is enough: what is happening now, before what has been. */
const StateMark = ({ product }: { readonly product: ProductRow }) => {
  const { t } = useTranslation('products');
  if (product.explain === 'explaining') return <Explaining />;
  if (product.dealPhase !== null && product.dealPhase !== 'ended') {
    return (
      <Badge tone="deal" isSolid={product.dealPhase === 'running'}>
        {t(`deal.${product.dealPhase}`)}
      </Badge>
    );
  }
  if (product.isSkipped) return <Badge tone="quiet">{t('skipped')}</Badge>;
  if (product.isTracked && product.sellable <= 0) return <Badge tone="quiet">{t('soldOut')}</Badge>;
  if (product.explain === 'explained') {
    return (
      <Badge tone="quiet">{t('explained', { count: Math.max(1, Math.round(product.explainedMs / MINUTE_MS)) })}</Badge>
    );
  }
  return null;
};

const Left = ({ product }: { readonly product: ProductRow }) => {
  const { t } = useTranslation('products');
  const { stock, sellable, sold } = product;
  if (sellable === stock) {
    return (
      <span className={styles.left} title={t('stockHint', { stock, sold })}>
        {stock}
      </span>
    );
  }
  return (
    <span
      className={styles.left}
      title={t('bufferHint', { stock, sellable, sold, buffer: stock - sellable })}
      data-testid="product-sellable"
      data-sellable={sellable}
    >
      {t('sellableOf', { sellable, stock })}
    </span>
  );
};

interface ProductLineProps {
  readonly product: ProductRow;
  readonly isSelected: boolean;
  readonly onSelect: (product: ProductRow) => void;
}

export const ProductLine = memo(({ product, isSelected, onSelect }: ProductLineProps) => {
  const { t, i18n } = useTranslation('products');
  const title = product.variantTitle === '' ? product.title : `${product.title} · ${product.variantTitle}`;
  const isExplaining = product.explain === 'explaining';
  // What may be sold beside what is there takes the compare price's place; its card shows it.
  const hasBuffer = product.sellable !== product.stock;
  return (
    <div
      id={`product-${product.variantId}`}
      className={styles.row}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      data-testid="product-row"
      data-number={product.number}
      data-explain={product.explain}
      data-deal={product.dealPhase ?? 'none'}
      data-skipped={product.isSkipped}
      title={title}
      onClick={() => onSelect(product)}
      onDoubleClick={() => pinProduct(product)}
      onKeyDown={() => onSelect(product)}
    >
      <span className={styles.number}>{product.number}</span>
      <ProductImage image={product.image} title={product.title} />
      <span className={styles.title}>{title}</span>
      <span className={styles.price}>{formatMoney(product.price, i18n.language)}</span>
      <span className={styles.stock}>
        <span className={styles.mark}>
          <StateMark product={product} />
        </span>
        {product.isTracked ? (
          <>
            <StockBar stock={product.stock} stockAtStart={product.stockAtStart} />
            <Left product={product} />
          </>
        ) : (
          <span className={styles.left}>{t('uncounted')}</span>
        )}
        {isSelected ? <ProductMenu product={product} /> : null}
      </span>
      {isSelected && !isExplaining ? (
        <button
          type="button"
          className={styles.pin}
          tabIndex={-1}
          data-testid="product-pin"
          onClick={(event) => {
            event.stopPropagation();
            pinProduct(product);
          }}
        >
          {t('pin')}
        </button>
      ) : product.comparePrice === null || isExplaining || hasBuffer ? null : (
        <ComparePrice compare={product.comparePrice} className={styles.compare} />
      )}
    </div>
  );
});
