// One product of the list on one line; a quiet bar until its page has come.

import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRow } from '../../../src-main/contract/catalogue-documents.ts';
import type { Money } from '../../../src-main/core/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { ProductImage } from '../products/product-image.tsx';
import styles from './catalogue-table.module.css';

/** A line's height; the style sheet says the same. */
export const LINE_PX = 48;
const TAGS_SHOWN = 3;

interface CatalogueLineProps {
  readonly row: CatalogueRow | undefined;
  readonly index: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly isUnsaved: boolean;
  readonly onPress: (event: MouseEvent, index: number, row: CatalogueRow, isBox: boolean) => void;
}

const isSamePrice = (a: Money, b: Money): boolean => a.minor === b.minor;

const Stock = ({ row }: { readonly row: CatalogueRow }) => {
  const { t, i18n } = useTranslation('catalogue');
  if (row.stock === null) return <span className={styles.quiet}>{t('uncounted')}</span>;
  const pieces = new Intl.NumberFormat(i18n.language).format(row.stock);
  if (row.least === null || row.least > 10) return pieces;
  return (
    <>
      <Badge tone={row.stock === 0 ? 'live' : 'attention'}>{t(row.stock === 0 ? 'soldOut' : 'short')}</Badge> {pieces}
    </>
  );
};

const Price = ({ row }: { readonly row: CatalogueRow }) => {
  const { t, i18n } = useTranslation('catalogue');
  const from = formatTidyMoney(row.priceFrom, i18n.language);
  return (
    <>
      <b>{isSamePrice(row.priceFrom, row.priceTo) ? from : t('priceFrom', { price: from })}</b>
      {row.listFrom === null || isSamePrice(row.listFrom, row.priceFrom) ? null : (
        <small>{t('listPrice', { price: formatTidyMoney(row.listFrom, i18n.language) })}</small>
      )}
    </>
  );
};

export const CatalogueLine = memo(
  ({ row, index, isActive, isChosen, isOpen, isUnsaved, onPress }: CatalogueLineProps) => {
    const { t, i18n } = useTranslation('catalogue');
    if (row === undefined) {
      return (
        <div className={styles.line} data-waiting="true">
          <span className={styles.bar} />
        </div>
      );
    }
    const moment = new Intl.DateTimeFormat(i18n.language, {
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys for all its rows
      <div
        id={`catalogue-${index}`}
        className={styles.line}
        role="option"
        tabIndex={-1}
        aria-posinset={index + 1}
        aria-selected={isChosen}
        data-active={isActive}
        data-open={isOpen}
        data-testid="catalogue-row"
        data-product={row.productId}
        onClick={(event) => onPress(event, index, row, false)}
      >
        <button
          type="button"
          tabIndex={-1}
          className={styles.box}
          aria-label={t('choose', { title: row.title })}
          data-chosen={isChosen}
          data-testid="catalogue-box"
          onClick={(event) => {
            event.stopPropagation();
            onPress(event, index, row, true);
          }}
        >
          {isChosen ? '✓' : ''}
        </button>
        <span className={styles.product} data-column="product">
          <ProductImage
            image={row.image === null ? null : `media/${row.image}`}
            title={row.title}
            className={styles.image}
          />
          <span className={styles.words}>
            <span className={styles.title}>
              <bdi>{row.title}</bdi>
              {isUnsaved ? <Badge tone="attention">{t('unsaved')}</Badge> : null}
            </span>
            <small>
              <bdi>{[row.sku, row.brand].filter((part) => part !== '').join(' · ')}</bdi>
              {row.variantCount > 1 ? ` · ${t('variants', { count: row.variantCount })}` : ''}
            </small>
          </span>
        </span>
        <span data-column="category">
          <bdi>{row.category}</bdi>
        </span>
        <span data-column="tags" title={row.tags.join('  ')}>
          {row.tags.slice(0, TAGS_SHOWN).map((tag) => (
            <Badge key={tag} tone="quiet">
              <bdi>{tag}</bdi>
            </Badge>
          ))}
        </span>
        <span className={styles.figure} data-column="price">
          <Price row={row} />
        </span>
        <span className={styles.figure} data-column="stock" data-testid="catalogue-stock">
          <Stock row={row} />
        </span>
        <span className={styles.quiet} data-column="updated">
          {moment.format(row.updatedAt)}
        </span>
      </div>
    );
  },
);
