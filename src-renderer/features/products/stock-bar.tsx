// The bar of what is left.

import { stockOf } from './stock.ts';
import styles from './stock-bar.module.css';

interface StockBarProps {
  readonly stock: number;
  readonly stockAtStart: number;
}

export const StockBar = ({ stock, stockAtStart }: StockBarProps) => {
  const { share, tone } = stockOf(stock, stockAtStart);
  return (
    <span className={styles.bar} data-tone={tone} aria-hidden="true">
      <i style={{ transform: `scaleX(${share})` }} />
    </span>
  );
};
