// Brings a database file up to the schema of this program, each step in one transaction with its version.

import { type SqliteFile, versionOf } from '../database.ts';
import { firstSchema } from './010-first-schema.ts';
import { catalogue } from './020-catalogue.ts';
import { scripts } from './030-scripts.ts';
import { compliance } from './040-compliance.ts';
import { runSheet } from './050-run-sheet.ts';
import { catalogueImport } from './060-import.ts';
import { giftAndPictures } from './070-gift-and-pictures.ts';
import { hostPace } from './080-host-pace.ts';
import { claims } from './090-claims.ts';
import { deals } from './100-deals.ts';
import { paidPrices } from './110-paid-prices.ts';
import { platformOrders } from './120-platform-orders.ts';
import { promises } from './140-promises.ts';
import { sources } from './160-sources.ts';
import { orderIdentity } from './170-order-identity.ts';
import { rejectTimes } from './180-reject-times.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  catalogue,
  scripts,
  compliance,
  runSheet,
  catalogueImport,
  giftAndPictures,
  hostPace,
  claims,
  deals,
  paidPrices,
  platformOrders,
  promises,
  sources,
  orderIdentity,
  rejectTimes,
];

/** The newest schema that this program knows. */
export const LATEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));

/** Killed at any moment, the file has the schema of a whole step, never half of one. */
export const migrate = (db: SqliteFile, upTo = LATEST_VERSION, migrations = MIGRATIONS): void => {
  db.pragma('synchronous = FULL');
  for (const { version, sql } of migrations) {
    if (version <= versionOf(db) || version > upTo) continue;
    const step = db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    });
    step.immediate();
  }
  db.pragma('synchronous = NORMAL');
};
