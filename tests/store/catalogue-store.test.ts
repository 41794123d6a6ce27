// The catalogue in a real file: what is written comes back, old files keep every row, the journal stays within its bounds.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceOf } from '../../src-main/core/catalogue-edit.ts';
import { type CatalogueProduct, toProduct } from '../../src-main/core/catalogue-product.ts';
import { type CommandId, instant, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import type { Store } from '../../src-main/store/store.ts';
import { catalogueProduct, variantWith } from '../core/support/catalogue-arbitrary.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const edit = (name: string, kind: 'save' | 'many' = 'save') => ({
  editId: name as CommandId,
  kind,
  by: 'owner',
  why: '',
  at: instant(1_000),
});

const numbered = (product: CatalogueProduct, n: number): CatalogueProduct => ({
  ...product,
  productId: `p${n}` as ProductId,
  variants: product.variants.map((variant, index) => ({ ...variant, variantId: `v${n}-${index}` as VariantId })),
});

const save = (store: Store, name: string, after: CatalogueProduct): void => {
  const before = store.catalogueProduct(after.productId)?.product ?? null;
  store.transact((writes) => writes.editCatalogue(edit(name), [{ before, after }]));
};

describe('a product', () => {
  it('comes back other than it was written, whole or as a show sees it', async () => {
    const { store } = await openIn(makeFolder());
    let n = 0;
    fc.assert(
      fc.property(catalogueProduct, catalogueProduct, (first, second) => {
        n += 1;
        save(store, `first-${n}`, numbered(first, n));
        save(store, `second-${n}`, numbered(second, n));
        const { productId } = numbered(second, n);
        expect(store.catalogueProduct(productId)?.product).toEqual({ ...numbered(second, n), version: 2 });
        expect(store.products().find((product) => product.productId === productId)).toEqual(
          toProduct(numbered(second, n)),
        );
      }),
      { numRuns: 40 },
    );
    const page = store.cataloguePage(0, 1_000).products;
    expect(page.map(({ product }) => product.productId)).toEqual(page.map((_, index) => `p${index + 1}`));
    expect(store.isSound()).toBe(true);
  });

  it('is written over by the demo once a person has edited it', async () => {
    const { store } = await openIn(makeFolder());
    const shown = toProduct(variantWith({}));
    store.transact((writes) => writes.upsertProducts([shown], instant(1)));
    store.transact((writes) => writes.upsertProducts([{ ...shown, title: '新一场' }], instant(2)));
    expect(store.products()[0]?.title).toBe('新一场');
    const before = store.catalogueProduct(shown.productId)?.product;
    if (before === undefined) throw new Error('it was upserted');
    save(store, 'mine', { ...before, title: '我的' });
    store.transact((writes) => writes.upsertProducts([shown], instant(3)));
    expect(store.products()[0]?.title).toBe('我的');
  });
});

describe('a file as version 10 wrote it', () => {
  it('loses a product, a variant or one of their columns on the way to the catalogue', () => {
    const path = fileIn(makeFolder());
    copyFileSync(join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db'), path);
    const db = openDatabase(path, {});
    const OLD = {
      product: 'product_id, title, category, image, selling_points, updated_at_ms',
      variant: `variant_id, product_id, position, title, sku, barcode, price_minor, price_currency, compare_minor,
        compare_currency, compare_basis, stock`,
    };
    const read = () =>
      Object.entries(OLD).map(([table, columns]) => db.prepare(`SELECT ${columns} FROM ${table} ORDER BY 1`).all());
    const before = read();
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    migrate(db, 20);
    expect(read()).toEqual(before);
    const products = db.prepare('SELECT product_id, option_names, images, image, version FROM product').all();
    for (const row of products as { images: string; image: string | null; version: number }[]) {
      expect(JSON.parse(row.images)).toEqual(row.image === null ? [] : [row.image]);
      expect(row.version).toBe(1);
    }
    const variants = db
      .prepare(
        'SELECT variant.title, options, option_names, list_minor, is_tracked FROM variant JOIN product USING (product_id)',
      )
      .all();
    for (const row of variants as { title: string; options: string; option_names: string; list_minor: null }[]) {
      expect(JSON.parse(row.options)).toHaveLength(JSON.parse(row.option_names).length);
      if (row.title !== '') expect(JSON.parse(row.options)).toEqual([row.title]);
      expect(row.list_minor).toBeNull();
    }
    db.close();
  });
});

describe('the journal', () => {
  it('grows without end, or forgets the newest edit', async () => {
    const { store } = await openIn(makeFolder());
    const product = variantWith({});
    for (let n = 0; n <= 205; n += 1) save(store, `edit-${n}`, { ...product, title: `第 ${n} 版` });
    expect(store.lastCatalogueEdit()?.editId).toBe('edit-205');
    expect(store.editTraces('edit-205' as CommandId)?.changed).toHaveLength(1);
    expect(store.catalogueEdit('edit-0' as CommandId)).toMatchObject({ products: 1, isUndone: false });
    let left = 0;
    for (let n = 205; store.lastCatalogueEdit() !== null; n -= 1) {
      const [trace] = store.editTraces(`edit-${n}` as CommandId)?.changed ?? [];
      expect(trace).toBeDefined();
      const now = store.catalogueProduct(product.productId)?.product;
      if (now === undefined || trace === undefined) throw new Error('it is kept');
      const after = { ...now, ...trace.trace.before };
      store.transact((writes) =>
        writes.undoCatalogueEdit(`edit-${n}` as CommandId, edit(`undo-${n}`), [{ before: now, after }], []),
      );
      left += 1;
    }
    expect(left).toBe(200);
    expect(store.catalogueProduct(product.productId)?.product.title).toBe('第 5 版');
  });

  it('keeps half of an edit whose transaction fails', async () => {
    const { store } = await openIn(makeFolder());
    const good = variantWith({});
    const bad = { ...numbered(good, 2), variants: good.variants.map((variant) => ({ ...variant, stock: -1 })) };
    const changes = [numbered(good, 1), bad].map((after) => ({ before: null, after }));
    expect(() => store.transact((writes) => writes.editCatalogue(edit('x', 'many'), changes))).toThrow();
    expect(store.products()).toEqual([]);
    expect(store.catalogueEdit('x' as CommandId)).toBeNull();
    expect(traceOf(null, good).before).toEqual({ isArchived: true });
  });
});

describe('what was touched', () => {
  it('is not told to a list in memory, or told for ever', async () => {
    const { store } = await openIn(makeFolder());
    const seen = store.catalogueRevision();
    save(store, 'one', numbered(variantWith({}), 1));
    expect(store.catalogueTouchedSince(seen)).toEqual(['p1']);
    expect(store.catalogueTouchedSince(store.catalogueRevision())).toEqual([]);
    const many = Array.from({ length: 40_001 }, (_, n) => numbered(variantWith({}), n + 10));
    store.transact((writes) =>
      writes.editCatalogue(
        edit('many', 'many'),
        many.map((after) => ({ before: null, after })),
      ),
    );
    expect(store.catalogueTouchedSince(seen)).toBeNull();
  }, 60_000);
});
