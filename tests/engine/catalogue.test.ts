// The catalogue through the contract: saved once and by one editor, seen on the desk on air, undone without giving sold stock back.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CatalogueProduct, CatalogueRow } from '../../src-main/contract/catalogue-documents.ts';
import { IMAGE_CHUNK_BYTES } from '../../src-main/contract/catalogue-limits.ts';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import { money, type OrderId, type ProductId, type VariantId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const ALL = { search: '', category: null, tag: null, state: 'active', stockAtMost: null } as const;
type Filter = RouteInput<'catalogue.list'>['filter'];
type Saving = RouteInput<'catalogue.save'>;
type SavingVariant = Saving['variants'][number];

const listed = async (rig: Rig, filter: Filter = ALL): Promise<readonly CatalogueRow[]> => {
  const ask = { filter, sort: 'title', isDescending: false, offset: 0, limit: 500 } as const;
  return (await rig.screen.must('catalogue.list', ask)).rows;
};

const ONE: SavingVariant = {
  variantId: null,
  options: [],
  sku: 'KT-NEW',
  barcode: '6900000000000',
  listMinor: 12_900,
  liveMinor: 9_900,
  compare: { minor: 15_900, basis: 'msrp', proof: '吊牌照片' },
  costMinor: 3_000,
  stock: 40,
  stockSeen: null,
  bufferPercent: 10,
  isTracked: true,
};

const fresh = (): Saving => ({
  ...intent(),
  productId: null,
  version: 0,
  why: '',
  title: '丝绒雾面口红',
  category: '彩妆',
  brand: '自有',
  partner: '',
  description: '',
  tags: ['新品'],
  sellingPoints: ['不沾杯'],
  specification: [{ name: '净含量', value: '3.2 g' }],
  shipping: '48 小时内发货',
  afterSale: '七天无理由',
  gift: { name: '', spec: '', quantity: '', period: '', way: '' },
  images: [],
  imagesSeen: [],
  optionNames: [],
  variants: [ONE],
  removed: [],
});

/** What a screen sends that has opened a product and changed nothing. */
const asOpened = (product: CatalogueProduct): Saving => ({
  ...intent(),
  productId: product.productId,
  version: product.version,
  why: '',
  title: product.title,
  category: product.category,
  brand: product.brand,
  partner: product.partner,
  description: product.description,
  tags: [...product.tags],
  sellingPoints: [...product.sellingPoints],
  specification: [...product.specification],
  shipping: product.shipping,
  afterSale: product.afterSale,
  gift: product.gift,
  images: [...product.images],
  imagesSeen: [...product.images],
  optionNames: [...product.optionNames],
  variants: [],
  removed: [],
});

const variantOf = (product: CatalogueProduct, index = 0): SavingVariant => {
  const variant = product.variants[index];
  if (variant === undefined) throw new Error(`no variant ${index}`);
  return {
    variantId: variant.variantId,
    options: [...variant.options],
    sku: variant.sku,
    barcode: variant.barcode,
    listMinor: variant.listPrice.minor,
    liveMinor: variant.livePrice?.minor ?? null,
    compare:
      variant.comparePrice === null
        ? null
        : {
            minor: variant.comparePrice.price.minor,
            basis: variant.comparePrice.basis,
            proof: variant.comparePrice.proof,
          },
    costMinor: variant.cost?.minor ?? null,
    stock: variant.stock,
    stockSeen: variant.stock,
    bufferPercent: variant.bufferPercent,
    isTracked: variant.isTracked,
  };
};

const productOf = async (rig: Rig, productId: ProductId): Promise<CatalogueProduct> =>
  (await rig.screen.must('catalogue.product', { productId })).product;

const onDesk = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number} on the desk`);
  return row;
};

let orders = 0;
const sell = async (rig: Rig, row: ProductRow, quantity: number): Promise<void> => {
  orders += 1;
  const { productId, variantId, title, price: unitPrice } = row;
  await rig.room.say({
    type: 'order.created',
    order: {
      id: `catalogue-order-${orders}` as OrderId,
      lines: [{ productId, variantId, title, quantity, unitPrice }],
      total: money(unitPrice.minor * quantity, 'CNY'),
      buyer: { id: `buyer-${orders}` as ViewerId, name: '买家' },
    },
  });
};

describe('a product', () => {
  it('is lost in part when it is saved, or is not found by title, SKU, tag, pinyin or initials', async () => {
    const rig = await openRig();
    const saving = fresh();
    const { productId } = await rig.screen.must('catalogue.save', saving);
    const { variants, ...product } = await productOf(rig, productId);
    const {
      commandId: _,
      productId: __,
      version: ___,
      why: ____,
      imagesSeen: _______,
      variants: _____,
      removed: ______,
      ...said
    } = saving;
    expect(product).toEqual({ ...said, productId, isArchived: false, version: 1 });
    expect(variants).toEqual([
      {
        variantId: variants[0]?.variantId,
        options: [],
        sku: 'KT-NEW',
        barcode: '6900000000000',
        listPrice: money(12_900, 'CNY'),
        livePrice: money(9_900, 'CNY'),
        comparePrice: { price: money(15_900, 'CNY'), basis: 'msrp', proof: '吊牌照片' },
        cost: money(3_000, 'CNY'),
        stock: 40,
        bufferPercent: 10,
        isTracked: true,
      },
    ]);
    for (const search of ['雾面', '口红 丝绒', 'kt-new', '6900000000000', '新品', 'KouHong', '红']) {
      expect((await listed(rig, { ...ALL, search })).map((row) => row.productId)).toContain(productId);
    }
    for (const search of ['绒丝', 'kt-newer', 'koukong']) expect(await listed(rig, { ...ALL, search })).toEqual([]);
    expect((await listed(rig, { ...ALL, search: 'srwmkh' })).map((row) => row.productId)).toEqual([productId]);
  });

  it('is made twice when the same click comes twice', async () => {
    const rig = await openRig();
    const before = (await listed(rig)).length;
    const saving = fresh();
    const first = await rig.screen.must('catalogue.save', saving);
    expect(await rig.screen.must('catalogue.save', saving)).toEqual(first);
    expect(await listed(rig)).toHaveLength(before + 1);
  });

  it('is overwritten by an editor who opened it before another saved it', async () => {
    const rig = await openRig();
    const { productId } = await rig.screen.must('catalogue.save', fresh());
    const opened = await productOf(rig, productId);
    await rig.screen.must('catalogue.save', { ...asOpened(opened), title: '先保存的' });
    const late = await rig.screen.ask('catalogue.save', { ...asOpened(opened), title: '后保存的' });
    expect(late).toMatchObject({ ok: false, code: 'changed_meanwhile' });
    expect((await productOf(rig, productId)).title).toBe('先保存的');
  });

  it('is kept with two variants alike, without one, or under a SKU that is taken', async () => {
    const rig = await openRig();
    const refused = async (change: Partial<Saving>) => {
      const reply = await rig.screen.ask('catalogue.save', { ...fresh(), ...change });
      return reply.ok ? 'kept' : [reply.code, reply.details?.['objection'] ?? reply.details?.['sku']];
    };
    const red = { ...ONE, options: ['红'], sku: 'A' };
    expect(await refused({ variants: [] })).toEqual(['bad_product', 'variant_missing']);
    expect(await refused({ optionNames: ['颜色'], variants: [red, { ...red, sku: 'B' }] })).toEqual([
      'bad_product',
      'option_clash',
    ]);
    expect(await refused({ optionNames: ['颜色'], variants: [red, { ...red, options: ['橙'] }] })).toEqual([
      'bad_product',
      'sku_twice',
    ]);
    expect(await refused({ optionNames: [], variants: [ONE, { ...ONE, sku: 'B' }] })).toEqual([
      'bad_product',
      'option_values',
    ]);
    expect(await refused({ variants: [{ ...ONE, sku: 'KT-MSK-10' }] })).toEqual(['sku_taken', 'KT-MSK-10']);
    expect(await refused({})).toBe('kept');
  });

  it('loses a variant that the run sheet of the show still needs', async () => {
    const rig = await openRig();
    const row = onDesk(rig, 1);
    const product = await productOf(rig, row.productId);
    const reply = await rig.screen.ask('catalogue.save', { ...asOpened(product), removed: [row.variantId] });
    expect(reply).toMatchObject({ ok: false, code: 'variant_in_use' });
    expect(await productOf(rig, row.productId)).toEqual(product);
  });
});

describe('an edit during a show', () => {
  it('is not seen on the desk at once, or not after a crash, or gives back what was sold', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const row = onDesk(rig, 1);
    const opened = await productOf(rig, row.productId);
    const at = opened.variants.findIndex(({ variantId }) => variantId === row.variantId);
    const variant = variantOf(opened, at);
    await sell(rig, row, 3);
    await until(rig, () => expect(onDesk(rig, 1).stock).toBe(row.stock - 3));
    await rig.screen.must('catalogue.save', {
      ...asOpened(opened),
      title: '改过的名字',
      variants: [{ ...variant, liveMinor: 100, stock: variant.stock + 50 }],
    });
    const expected = { title: '改过的名字', price: money(100, 'CNY'), stock: row.stock + 47, stockAtStart: row.stock };
    await until(rig, () => expect(onDesk(rig, 1)).toMatchObject(expected));
    await until(rig, () =>
      expect(rig.room.commands.filter(({ kind }) => kind === 'stock.set')).toMatchObject([
        { body: { variantId: row.variantId, available: row.stock + 47 } },
      ]),
    );
    const again = await rig.reopen();
    expect(onDesk(again, 1)).toMatchObject(expected);
    expect(rig.faults).toEqual([]);
  });

  it('of the stock in a draft is forgotten at its start because an earlier rehearsal knew another', async () => {
    const rig = await openRig();
    const row = onDesk(rig, 1);
    await rig.screen.must('show.rehearse', intent());
    await sell(rig, row, 2);
    await until(rig, () => expect(onDesk(rig, 1).stock).toBe(row.stock - 2));
    await rig.screen.must('show.reset', intent());
    const opened = await productOf(rig, row.productId);
    const at = opened.variants.findIndex(({ variantId }) => variantId === row.variantId);
    await rig.screen.must('catalogue.save', {
      ...asOpened(opened),
      variants: [{ ...variantOf(opened, at), stock: 7 }],
    });
    await until(rig, () => expect(onDesk(rig, 1).stock).toBe(7));
    expect(onDesk(await rig.reopen(), 1).stock).toBe(7);
    await rig.screen.must('show.start', intent());
    await until(rig, () => expect(onDesk(rig, 1)).toMatchObject({ stock: 7, stockAtStart: 7 }));
    expect(onDesk(await rig.reopen(), 1)).toMatchObject({ stock: 7, stockAtStart: 7 });
  });
});

describe('a variant that is not counted', () => {
  it('runs out, is refused a deal, or is counted after all when its orders come and go', async () => {
    const rig = await openRig();
    const row = onDesk(rig, 1);
    const opened = await productOf(rig, row.productId);
    const at = opened.variants.findIndex(({ variantId }) => variantId === row.variantId);
    const variant = { ...variantOf(opened, at), stock: 0, isTracked: false };
    await rig.screen.must('catalogue.save', { ...asOpened(opened), variants: [variant] });
    await rig.screen.must('show.start', intent());
    await until(rig, () => expect(onDesk(rig, 1)).toMatchObject({ stock: 0, isTracked: false }));
    await rig.screen.must('deal.arm', {
      ...intent(),
      productId: row.productId,
      variantId: row.variantId,
      priceMinor: 1,
      quantity: 50,
      perBuyer: 1,
      countdownMs: 0,
      durationMs: 60_000,
    });
    await sell(rig, onDesk(rig, 1), 3);
    await until(rig, () => expect(rig.screen.feed('lane.rows')).toMatchObject([{ short: null, quantity: 3 }]));
    const held = await productOf(rig, row.productId);
    expect(held.variants[at]).toMatchObject({ stock: 0, isTracked: false });
    expect(onDesk(await rig.reopen(), 1)).toMatchObject({ stock: 0, isTracked: false });
  });
});

describe('many at once', () => {
  it('hold up a show on air because there are too many', async () => {
    const rig = await openRig();
    const [kept] = rig.store.cataloguePage(0, 1).products;
    const [model] = kept?.product.variants ?? [];
    if (kept === undefined || model === undefined) throw new Error('the demo has products');
    const changes = Array.from({ length: 5_001 }, (_, n) => ({
      before: null,
      after: {
        ...kept.product,
        productId: `many-${n}` as ProductId,
        variants: [{ ...model, variantId: `many-${n}` as VariantId, sku: '' }],
      },
    }));
    const made = { ...intent(), kind: 'import', by: 'owner', why: '', at: rig.clock() } as const;
    rig.store.transact((writes) => writes.editCatalogue({ ...made, editId: made.commandId }, changes));
    await rig.screen.must('show.start', intent());
    const count = (await listed(rig)).length;
    const { total } = await rig.screen.must('catalogue.list', {
      filter: ALL,
      sort: 'title',
      isDescending: false,
      offset: 0,
      limit: 1,
    });
    expect(total).toBeGreaterThan(count);
    const refused = await rig.screen.ask('catalogue.editMany', {
      ...intent(),
      selection: { kind: 'all', filter: ALL, count: total },
      change: { kind: 'category', category: 'x' },
      why: '',
    });
    expect(refused).toMatchObject({ ok: false, code: 'too_many_on_air', details: { most: 5_000, count: total } });
    const undo = await rig.screen.ask('catalogue.undo', { ...intent(), editId: made.commandId });
    expect(undo).toMatchObject({ ok: false, code: 'too_many_on_air' });
  });

  it('are changed in part, or undone in part, or undone over what was sold since', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const row = onDesk(rig, 1);
    const before = await listed(rig);
    const { editId, products } = await rig.screen.must('catalogue.editMany', {
      ...intent(),
      selection: { kind: 'all', filter: ALL, count: before.length },
      change: { kind: 'stock', how: 'add', quantity: 10 },
      why: '到货',
    });
    expect(products).toBe(before.length);
    await sell(rig, onDesk(rig, 1), 4);
    await until(rig, () => expect(onDesk(rig, 1).stock).toBe(row.stock + 6));
    expect(await rig.screen.must('catalogue.undo', { ...intent(), editId })).toEqual({ kind: 'many', products });
    await until(rig, () => expect(onDesk(rig, 1).stock).toBe(row.stock - 4));
    const after = await listed(rig);
    const left = ({ productId, stock }: CatalogueRow) => (productId === row.productId ? (stock ?? 0) + 4 : stock);
    expect(after.map(left)).toEqual(before.map(({ stock }) => stock));
    const history = await rig.screen.must('catalogue.history', { productId: row.productId });
    expect(history.slice(0, 1)).toMatchObject([{ field: 'stock', kind: 'undo', by: 'owner', why: '到货' }]);
    expect(history.filter(({ kind }) => kind === 'many').every(({ from, to }) => (to ?? 0) - (from ?? 0) === 10)).toBe(
      true,
    );
  });

  it('are edited though others pass the filter than the person saw', async () => {
    const rig = await openRig();
    const reply = await rig.screen.ask('catalogue.editMany', {
      ...intent(),
      selection: { kind: 'all', filter: ALL, count: 1 },
      change: { kind: 'category', category: 'x' },
      why: '',
    });
    expect(reply).toMatchObject({ ok: false, code: 'changed_meanwhile' });
  });

  it('an earlier edit is undone over a later one, or edits are not undone newest first', async () => {
    const rig = await openRig();
    const [row] = await listed(rig);
    if (row === undefined) throw new Error('the demo has products');
    const selection = { kind: 'some', productIds: [row.productId] } as const;
    const category = async (name: string) =>
      rig.screen.must('catalogue.editMany', {
        ...intent(),
        selection: { ...selection, productIds: [...selection.productIds] },
        change: { kind: 'category', category: name },
        why: '',
      });
    const first = await category('一');
    await category('二');
    const early = await rig.screen.ask('catalogue.undo', { ...intent(), editId: first.editId });
    expect(early).toMatchObject({ ok: false, code: 'changed_meanwhile' });
    const now = async () => (await productOf(rig, row.productId)).category;
    await rig.screen.must('catalogue.undo', { ...intent(), editId: null });
    expect(await now()).toBe('一');
    await rig.screen.must('catalogue.undo', { ...intent(), editId: null });
    expect(await now()).toBe(row.category);
    const none = await rig.screen.ask('catalogue.undo', { ...intent(), editId: null });
    expect(none).toMatchObject({ ok: false, code: 'nothing_to_undo' });
  });

  it('an archived product stays in the list or leaves the run sheet of its show', async () => {
    const rig = await openRig();
    const row = onDesk(rig, 1);
    const selection = { kind: 'some' as const, productIds: [row.productId] };
    await rig.screen.must('catalogue.archive', { ...intent(), selection, why: '' });
    expect((await listed(rig)).some(({ productId }) => productId === row.productId)).toBe(false);
    const archived = await listed(rig, { ...ALL, state: 'archived' });
    expect(archived.map(({ productId }) => productId)).toEqual([row.productId]);
    expect(onDesk(rig, 1).productId).toBe(row.productId);
    await rig.screen.must('catalogue.restore', { ...intent(), selection, why: '' });
    expect((await listed(rig)).some(({ productId }) => productId === row.productId)).toBe(true);
  });
});

describe('a picture', () => {
  const send = async (rig: Rig, bytes: Buffer, step = IMAGE_CHUNK_BYTES) => {
    let reply = await rig.screen.ask('catalogue.addImage', {
      ...intent(),
      uploadId: 'u',
      offset: 0,
      size: bytes.length,
      bytes: bytes.subarray(0, step).toString('base64'),
    });
    for (let offset = step; offset < bytes.length && reply.ok; offset += step) {
      const piece = bytes.subarray(offset, offset + step).toString('base64');
      reply = await rig.screen.ask('catalogue.addImage', {
        ...intent(),
        uploadId: 'u',
        offset,
        size: bytes.length,
        bytes: piece,
      });
    }
    return reply;
  };
  /** One pixel. */
  const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

  it('that comes in pieces is not put together, or is kept twice', async () => {
    const rig = await openRig();
    const first = await send(rig, GIF, 10);
    expect(first).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^[0-9a-f]{40}\.gif$/) } });
    expect(await send(rig, GIF)).toEqual(first);
    const name = first.ok ? (first.value.name ?? '') : '';
    expect(readFileSync(join(rig.dataDir, 'media', name)).equals(GIF)).toBe(true);
  });

  it('that is none is kept because of its name, or a piece out of turn is laid in', async () => {
    const rig = await openRig();
    const html = await send(rig, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'));
    expect(html).toMatchObject({ ok: false, code: 'bad_image' });
    const late = await rig.screen.ask('catalogue.addImage', {
      ...intent(),
      uploadId: 'v',
      offset: 9,
      size: 20,
      bytes: 'AAAA',
    });
    expect(late).toMatchObject({ ok: false, code: 'bad_input' });
    expect(existsSync(join(rig.dataDir, 'media', '.partial'))).toBe(false);
  });
});
