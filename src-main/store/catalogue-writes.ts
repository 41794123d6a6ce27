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
    table.write(before, product, edit.at);
    touched.product(product.productId);
    if (before !== null) journal.writeHistory(edit, product.productId, historySteps(before, product));
    return product;
  };

  const stream = (
    edit: CatalogueEdit,
    changes: Iterable<ProductChange>,
    onWritten: (product: CatalogueProduct) => void,
  ): void => {
    const traces = journal.begin(edit);
    for (const change of changes) {
      onWritten(write(edit, change));
      traces.note(change);
    }
    traces.end();
  };

  return {
    editCatalogue: (edit, changes) => {
      const products: CatalogueProduct[] = [];
      if (changes.length > 0) stream(edit, changes, (product) => products.push(product));
      return products;
    },
    streamCatalogue: (edit, changes) => stream(edit, changes, () => undefined),
    undoCatalogueEdit: (undone, edit, changes, made) => {
      journal.markUndone(undone, edit.at);
      if (made.length > 0) journal.archiveMade(undone, edit.at);
      for (const productId of made) touched.product(productId);
      return changes.map((change) => write(edit, change));
    },
  };
};
