// What files know products by, in a real store: kept whole with hostile ids, and in an old file that loses nothing for it.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_LINK, type ProductLink } from '../../src-main/core/catalogue-draft.ts';
import { type CommandId, instant, type ProductId } from '../../src-main/core/units.ts';
import { openDatabase, versionOf } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const OLD = join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db');

const oldFolder = (): string => {
  const folder = makeFolder();
  copyFileSync(OLD, fileIn(folder));
  return folder;
};

describe('the step to version 60', () => {
  it('loses a row of a file that version 10 wrote', () => {
    const db = openDatabase(fileIn(oldFolder()), {});
    const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const counts = (): unknown[] =>
      names.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]);
    migrate(db, 50);
    const before = counts();
    migrate(db, 60);
    expect(versionOf(db)).toBe(60);
    expect(counts()).toEqual(before);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });
});

describe('a link', () => {
  it('is not what was kept, whatever the ids are made of, or one world takes the id of another', async () => {
    const { store } = await openIn(oldFolder());
    const product = store.cataloguePage(0, 1).products[0]?.product;
    const variantId = product?.variants[0]?.variantId;
    if (product === undefined || variantId === undefined) throw new Error('the old file has no product');
    const { productId } = product;
    const link: ProductLink = {
      externalId: '\0__proto__\ud800',
      variantIds: new Map([[variantId, '00123456789012345678']]),
      images: ['https://shop.example/a.jpg?x="1"'],
      variantImages: new Map([[variantId, 'https://shop.example/b.jpg']]),
    };
    store.transact((writes) => writes.linkProduct('doudian', productId, link));
    expect(store.productLink('doudian', productId)).toEqual(link);
    expect(store.productLink('shopify', productId)).toEqual({ ...link, externalId: '', variantIds: new Map() });
    expect(store.productLink('doudian', 'nobody' as ProductId)).toEqual(NO_LINK);
    store.close();
  });

  it('tells a product as unmade whose import is in force, or not one that was undone', async () => {
    const { store } = await openIn(oldFolder());
    const before = store.cataloguePage(0, 1).products[0]?.product;
    if (before === undefined) throw new Error('the old file has no product');
    const editId = 'e-1' as CommandId;
    const edit = { editId, kind: 'import', by: 'owner', why: 'a.csv', at: instant(1) } as const;
    store.transact((writes) => {
      writes.editCatalogue(edit, [{ before, after: { ...before, title: '新名' } }]);
      writes.noteMade(before.productId, editId);
    });
    expect(store.isUnmade(before.productId)).toBe(false);
    store.transact((writes) =>
      writes.undoCatalogueEdit(editId, { ...edit, editId: 'e-2' as CommandId, kind: 'undo' }, [], []),
    );
    expect(store.isUnmade(before.productId)).toBe(true);
    store.close();
  });

  it('of columns is forgotten when the program starts again', async () => {
    const folder = oldFolder();
    const first = await openIn(folder);
    first.store.transact((writes) => writes.keepImportMapping('s', { title: 1, price: 3 }, instant(1)));
    first.store.close();
    const { store } = await openIn(folder);
    expect(store.importMapping('s')).toEqual({ title: 1, price: 3 });
    expect(store.importMapping('t')).toBeNull();
    store.close();
  });
});
