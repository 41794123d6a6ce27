// Gifts of older files and the queue of pictures, in a real file.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CatalogueProduct } from '../../src-main/core/catalogue-product.ts';
import { NO_GIFT } from '../../src-main/core/gift.ts';
import { type CommandId, instant, type ProductId } from '../../src-main/core/units.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import type { Store } from '../../src-main/store/store.ts';
import { variantWith } from '../core/support/catalogue-arbitrary.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const FREE_TEXT = '买就送 "旅行装" 一瓶\n送完为止';

describe('a file as version 60 wrote it', () => {
  it('loses the gift that a person had written, or the way back to one', async () => {
    const folder = makeFolder();
    copyFileSync(join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db'), fileIn(folder));
    const db = openDatabase(fileIn(folder), {});
    migrate(db, 60);
    const ids = db.prepare<[], ProductId>('SELECT product_id FROM product ORDER BY rowid').pluck().all();
    const [withGift, without] = ids;
    if (withGift === undefined || without === undefined) throw new Error('the file has too few products');
    db.prepare('UPDATE product SET gift = ?, version = 2 WHERE product_id = ?').run(FREE_TEXT, withGift);
    const edit = db.prepare(
      'INSERT INTO catalogue_edit (edit_id, kind, by, why, product_count, at_ms) VALUES (?, ?, ?, ?, 1, 1)',
    );
    const trace = db.prepare('INSERT INTO catalogue_trace (edit, product_id, trace) VALUES (?, ?, ?)');
    for (const [id, productId, before] of [
      ['was-gift', without, { gift: FREE_TEXT, title: '旧名' }],
      ['was-title', withGift, { title: '旧名' }],
    ] as const) {
      const { lastInsertRowid } = edit.run(id, 'save', 'owner', '');
      trace.run(lastInsertRowid, productId, JSON.stringify({ before, stockAfter: {} }));
    }
    db.close();

    const { store } = await openIn(folder);
    expect(store.catalogueProduct(withGift)?.product.gift).toEqual({ ...NO_GIFT, name: FREE_TEXT });
    expect(store.catalogueProduct(without)?.product.gift).toEqual(NO_GIFT);
    expect(store.editTraces('was-gift' as CommandId)?.changed[0]?.trace.before).toEqual({
      gift: { ...NO_GIFT, name: FREE_TEXT },
      title: '旧名',
    });
    expect(store.editTraces('was-title' as CommandId)?.changed[0]?.trace.before).toEqual({ title: '旧名' });
    expect(store.isSound()).toBe(true);
  });
});

const add = (store: Store, name: string, said: Partial<CatalogueProduct> = {}): ProductId => {
  const product = { ...variantWith({}), ...said, productId: name as ProductId };
  const variants = product.variants.map((variant) => ({
    ...variant,
    variantId: `${name}-v` as typeof variant.variantId,
  }));
  const edit = { editId: `add-${name}` as CommandId, kind: 'create' as const, by: 'owner', why: '', at: instant(1) };
  store.transact((writes) => writes.editCatalogue(edit, [{ before: null, after: { ...product, variants } }]));
  return product.productId;
};

describe('the queue of pictures', () => {
  it('puts them in the order in which they came, or before those of a person', async () => {
    const { store } = await openIn(makeFolder());
    const productId = add(store, 'p', { images: ['own.png'] });
    store.transact((writes) => writes.queuePictures(productId, ['u:0', 'u:1', 'u:2'], instant(10)));
    const [first] = store.picturesDue(instant(10), 9);
    expect(store.picturesDue(instant(10), 9)).toHaveLength(1);
    if (first === undefined) throw new Error('one is due');
    store.transact((writes) => writes.putOffPicture(first.jobId, instant(99)));
    for (const name of ['1.png', '2.png']) {
      const [job] = store.picturesDue(instant(10), 9);
      if (job === undefined) throw new Error('one is due');
      store.transact((writes) => writes.takePicture(job.jobId, name, instant(20)));
    }
    expect(store.nextPictureDue()).toBe(99);
    expect(store.picturesDue(instant(99), 9)).toMatchObject([{ url: 'u:0', attempts: 1 }]);
    store.transact((writes) => writes.takePicture(first.jobId, '0.png', instant(100)));
    expect(store.catalogueProduct(productId)?.product).toMatchObject({
      images: ['own.png', '0.png', '1.png', '2.png'],
      version: 1,
    });
    expect(store.nextPictureDue()).toBeNull();
  });

  it('writes a thirteenth picture, the same one twice, or asks twice for one address', async () => {
    const { store } = await openIn(makeFolder());
    const productId = add(store, 'p', { images: Array.from({ length: 11 }, (_, n) => `${n}.png`) });
    const queue = (): void => store.transact((writes) => writes.queuePictures(productId, ['a', 'b', 'c'], instant(10)));
    queue();
    const taken = ['3.png', 'new.png', 'late.png'].map((name) => {
      const [job] = store.picturesDue(instant(10), 1);
      if (job === undefined) throw new Error('one is due');
      return store.transact((writes) => writes.takePicture(job.jobId, name, instant(20))) !== null;
    });
    expect(taken).toEqual([false, true, false]);
    queue();
    expect(store.pictureCounts()).toMatchObject({ waiting: 0, failed: 0 });
  });

  it('counts or fetches for products that are archived', async () => {
    const { store } = await openIn(makeFolder());
    const productId = add(store, 'p', { isArchived: true });
    store.transact((writes) => writes.queuePictures(productId, ['a'], instant(10)));
    expect([store.picturesDue(instant(99), 9), store.nextPictureDue(), store.pictureCounts().waiting]).toEqual([
      [],
      null,
      0,
    ]);
  });
});
