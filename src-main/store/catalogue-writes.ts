// Writes edits of the catalogue: products, their history and the way back together, or not at all.

import { historySteps } from '../core/catalogue-edit.ts';
import type { CatalogueProduct } from '../core/catalogue-product.ts';
import type { CatalogueJournalTable } from './catalogue-journal-table.ts';
import type { CatalogueEdit, CatalogueWrites, ProductChange } from './catalogue-store.ts';
import type { CatalogueTable } from './catalogue-table.ts';
import type { TouchedLog } from './touched-log.ts';

export const createCatalogueWrites = (
  table: CatalogueTable,
  journal: CatalogueJournalTable,
  touched: TouchedLog,
): CatalogueWrites => {
  const write = (edit: CatalogueEdit, { before, after }: ProductChange): CatalogueProduct => {
    const product = { ...after, version: (before?.version ?? 0) + 1 };
    table.write(product, edit.at);
    touched.product(product.productId);
    journal.writeHistory(edit, product.productId, historySteps(before, product));
    return product;
  };

  return {
    editCatalogue: (edit, changes) => {
      const products = changes.map((change) => write(edit, change));
      if (changes.length > 0) journal.keep(edit, changes);
      return products;
    },
    undoCatalogueEdit: (undone, edit, changes) => {
      journal.markUndone(undone, edit.at);
      return changes.map((change) => write(edit, change));
    },
  };
};
