// An owner's word that an untrue compare price may stand: for these very terms, in one show.

import type { PriceFault } from '../core/price-truth.ts';
import type { CompareBasis } from '../core/product.ts';
import type { Instant, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { PaidPriceReads, PaidPriceWrites, PriceTerms } from './paid-price-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface PriceOverrideTable {
  read: PaidPriceReads['priceOverride'];
  write: PaidPriceWrites['overridePrice'];
  withdraw: PaidPriceWrites['withdrawPriceOverride'];
}

interface Row {
  readonly faults: string;
  readonly reason: string;
  readonly approver: string;
  readonly at_ms: Instant;
}

type Key = readonly [ShowId, string, string, number, number, CompareBasis];

const keyOf = ({ showId, variantId, price, compareMinor, basis }: PriceTerms): Key => [
  showId,
  toStored(variantId),
  price.currency,
  price.minor,
  compareMinor,
  basis,
];

const SAME = 'show_id = ? AND variant_id = ? AND currency = ? AND price_minor = ? AND compare_minor = ? AND basis = ?';

export const createPriceOverrideTable = (db: SqliteFile): PriceOverrideTable => {
  const one = db.prepare<[...Key], Row>(`SELECT faults, reason, approver, at_ms FROM price_override WHERE ${SAME}`);
  const write = db.prepare<[...Key, string, string, string, number]>(
    `INSERT OR REPLACE INTO price_override (show_id, variant_id, currency, price_minor, compare_minor, basis, faults, reason,
       approver, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const withdraw = db.prepare<[...Key]>(`DELETE FROM price_override WHERE ${SAME}`);
  return {
    read: (terms) => {
      const row = one.get(...keyOf(terms));
      if (row === undefined) return null;
      const faults: readonly PriceFault[] = JSON.parse(row.faults);
      return { faults, reason: fromStored(row.reason), approver: row.approver, at: row.at_ms };
    },
    write: (terms, { faults, reason, approver, at }) => {
      write.run(...keyOf(terms), JSON.stringify(faults), toStored(reason), approver, at);
    },
    withdraw: (terms) => withdraw.run(...keyOf(terms)).changes > 0,
  };
};
