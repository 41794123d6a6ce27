// The rows of the run sheet: all of them while they are few, only those in sight once they are many.

import { useEffect, useRef } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { ProductLine } from './product-line.tsx';

/** As in product-line.module.css. */
const ROW_PX = 58;
/** More rows than this cost a long task when they come and go at once. */
const MOST_AT_ONCE = 80;

interface ProductRowsProps {
  readonly products: readonly ProductRow[];
  readonly selected: string | null;
  readonly pinned: string | null;
  readonly onSelect: (product: ProductRow) => void;
}

/** Brings a row into sight when it changes, not when the list around it does. */
const useInSight = (variantId: string | null, bring: (variantId: string) => void): void => {
  const latest = useRef(bring);
  latest.current = bring;
  useEffect(() => {
    if (variantId !== null) latest.current(variantId);
  }, [variantId]);
};

const FewRows = ({ products, selected, pinned, onSelect }: ProductRowsProps) => {
  const bring = (variantId: string): void =>
    document.getElementById(`product-${variantId}`)?.scrollIntoView({ block: 'nearest' });
  useInSight(pinned, bring);
  useInSight(selected, bring);
  return products.map((product) => (
    <ProductLine
      key={product.variantId}
      product={product}
      isSelected={product.variantId === selected}
      onSelect={onSelect}
    />
  ));
};

const ManyRows = ({ products, selected, pinned, onSelect }: ProductRowsProps) => {
  const list = useRef<VirtuosoHandle>(null);
  const bring = (variantId: string): void => {
    const index = products.findIndex((product) => product.variantId === variantId);
    if (index !== -1) list.current?.scrollIntoView({ index });
  };
  useInSight(pinned, bring);
  useInSight(selected, bring);
  return (
    <Virtuoso
      ref={list}
      data={products}
      fixedItemHeight={ROW_PX}
      increaseViewportBy={ROW_PX * 4}
      computeItemKey={(_index, product) => product.variantId}
      itemContent={(_index, product) => (
        <ProductLine product={product} isSelected={product.variantId === selected} onSelect={onSelect} />
      )}
    />
  );
};

export const ProductRows = (props: ProductRowsProps) =>
  props.products.length > MOST_AT_ONCE ? <ManyRows {...props} /> : <FewRows {...props} />;
