// Small files in the shape of each program's own, with the traps that those programs lay.

import { describe, expect, it } from 'vitest';
import type { ReadProduct } from '../../src-main/catalogue-files/draft-builder.ts';
import { NO_PRODUCT_EXTRAS, NO_VARIANT_EXTRAS } from '../../src-main/core/product-draft.ts';
import { fixture, readAll } from './support/catalogue-rig.ts';

const problemsOf = (products: readonly ReadProduct[]) =>
  products.flatMap(({ problems }) =>
    problems.map(({ row, column, code, severity, otherRow }) => [
      row,
      column,
      code,
      severity,
      ...(otherRow === undefined ? [] : [otherRow]),
    ]),
  );

const cny = (minor: number) => ({ minor, currency: 'CNY' });

describe('Shopify', () => {
  it('classic: picture rows taken for variants, an empty tracker for stock, Default Title for an option', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('shopify-classic.csv'));
    expect(catalogue.format).toBe('shopify_classic');
    expect(products.map(({ rows }) => rows)).toEqual([[2, 3, 4], [5]]);
    expect(drafts).toEqual([
      {
        row: 2,
        externalId: 'maple-lipstick',
        title: 'Maple Lipstick',
        category: 'Lipstick',
        brand: 'Fengye',
        tags: ['matte', 'autumn'],
        description: '<p>Matte, long "wear"</p>',
        sellingPoints: [],
        status: 'active',
        optionNames: ['Shade'],
        images: ['https://shop.example/a.jpg', 'https://shop.example/b.jpg', 'https://shop.example/c.jpg'],
        ...NO_PRODUCT_EXTRAS,
        variants: [
          {
            row: 2,
            externalId: '',
            options: ['Maple Red'],
            sku: '',
            barcode: '',
            price: cny(8900),
            comparePrice: cny(12900),
            compareBasis: null,
            cost: cny(3150),
            ...NO_VARIANT_EXTRAS,
            stock: 12,
            image: 'https://shop.example/red.jpg',
          },
          {
            row: 3,
            externalId: '',
            options: ['Brick'],
            sku: '',
            barcode: '',
            price: cny(8900),
            comparePrice: null,
            compareBasis: null,
            cost: null,
            ...NO_VARIANT_EXTRAS,
            stock: null,
            image: '',
          },
        ],
      },
      expect.objectContaining({
        externalId: 'gift-card',
        optionNames: [],
        status: 'draft',
        variants: [
          expect.objectContaining({ options: [], sku: 'GC-1', barcode: '00123', price: cny(129900), stock: null }),
        ],
      }),
    ]);
    expect(problemsOf(products)).toEqual([]);
  });

  it('current: a product without a handle is lost, stock below nothing is kept as it is', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('shopify-current.csv'));
    expect(catalogue.format).toBe('shopify');
    expect(drafts.map(({ externalId, title, category }) => [externalId, title, category])).toEqual([
      ['rain-coat', 'Rain Coat', 'Apparel > Outerwear'],
      ['', 'Umbrella', ''],
    ]);
    expect(drafts[0]?.variants.map(({ options, stock }) => [options, stock])).toEqual([
      [['S'], 0],
      [['M'], 4],
    ]);
    expect(problemsOf(products)).toEqual([[2, 'Inventory quantity', 'count_negative', 'warning']]);
  });
});

describe('WooCommerce', () => {
  it('a variation before its parent is lost, a sale with dates shown, a grouped product sold', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('woocommerce.csv'));
    expect(catalogue.format).toBe('woocommerce');
    const byTitle = new Map(drafts.map((draft) => [draft.title, draft]));
    expect(byTitle.get('Tee')).toEqual({
      row: 3,
      externalId: '11',
      title: 'Tee',
      category: 'Clothing > Tees',
      brand: '',
      tags: ['cotton', 'summer'],
      description: 'One\nTwo',
      sellingPoints: ['Soft cotton', 'Made here'],
      status: 'active',
      optionNames: ['Color', 'Size'],
      images: ['https://shop.example/a.jpg', 'https://shop.example/b.jpg'],
      ...NO_PRODUCT_EXTRAS,
      variants: [
        expect.objectContaining({ row: 2, externalId: '13', options: ['Red', 'M'], price: cny(2500), stock: 5 }),
        expect.objectContaining({ row: 5, externalId: '14', options: ['Blue', '任意'], price: cny(2500), stock: 0 }),
      ],
    });
    expect(byTitle.get('Song')).toMatchObject({
      status: 'draft',
      variants: [{ price: cny(750), comparePrice: cny(900) }],
    });
    expect(byTitle.get('Cap')).toMatchObject({ variants: [{ price: cny(2000), comparePrice: null }] });
    expect(problemsOf(products)).toEqual([
      [5, 'Attribute 2 value(s)', 'option_any', 'warning'],
      [6, 'Type', 'type_unknown', 'error'],
      [7, '', 'parent_missing', 'error'],
      [8, 'Sale price', 'sale_dated', 'warning'],
    ]);
  });
});

describe('Vendure', () => {
  it('padded headers are not known, a row without a name becomes a product of its own', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('vendure.csv'));
    expect(catalogue.format).toBe('vendure');
    expect(drafts).toEqual([
      expect.objectContaining({
        externalId: 'stove',
        title: 'Camp Stove',
        description: 'Burns "anything"',
        category: 'Outdoor > Cooking',
        brand: 'Huo',
        tags: ['season:winter'],
        optionNames: ['fuel', 'size'],
        images: ['https://shop.example/s.jpg'],
        variants: [
          expect.objectContaining({ options: ['gas', 'S'], sku: 'ST-1', price: cny(12900), stock: 10 }),
          expect.objectContaining({ options: ['gas', 'L'], sku: 'ST-2', price: cny(15900), stock: null }),
        ],
      }),
      expect.objectContaining({ title: 'Pot', variants: [expect.objectContaining({ price: cny(4950), stock: 3 })] }),
    ]);
    expect(problemsOf(products)).toEqual([[2, 'assets', 'image_not_url', 'warning']]);
  });
});

describe('抖店', () => {
  it('a tab inside a cell parts it, a 19-digit id loses digits, a dash is read as text', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('doudian.csv'));
    expect([catalogue.format, catalogue.table.delimiter]).toEqual(['doudian', ',']);
    expect(drafts[0]).toMatchObject({
      externalId: '3571234567890123456',
      title: '枫叶红口红',
      category: '美妆>彩妆',
      status: 'active',
      optionNames: ['颜色', '规格'],
      variants: [
        {
          externalId: '1790000000000000001',
          sku: '00101',
          options: ['枫叶红', '3g'],
          price: cny(8900),
          comparePrice: cny(12900),
        },
        { externalId: '1790000000000000002', sku: '00102', price: cny(8900), comparePrice: null, stock: 0 },
      ],
    });
    expect(drafts[1]).toMatchObject({
      externalId: '3571234567890123457',
      category: '',
      status: 'draft',
      variants: [{ sku: '007', price: cny(2990), stock: 300 }],
    });
    expect(problemsOf(products)).toEqual([
      [5, '商品ID', 'id_scientific', 'error'],
      [5, '现货库存', 'count_not_whole', 'error'],
      [5, '规格ID', 'id_rounded', 'warning'],
      [5, '售价', 'price_decimals', 'error'],
    ]);
  });
});

describe('TikTok Shop', () => {
  it('rows of explanation are products, values keep their tab, a price in euros is taken for dollars', async () => {
    const { catalogue, drafts, products, skipped } = await readAll(await fixture('tiktok-shop.csv'), 'USD');
    expect(catalogue.format).toBe('tiktok_shop');
    expect(skipped).toEqual(catalogue.headerRow === 1 ? [2, 3] : [3]);
    expect(drafts.map(({ externalId, optionNames }) => [externalId, optionNames])).toEqual([
      ['1729609008007580355', ['规格', '规格2']],
      ['1729609008007580399', []],
    ]);
    expect(drafts[0]?.variants.map(({ sku, options, price }) => [sku, options, price?.minor])).toEqual([
      ['LT-R', ['Red', '3g'], 1299],
      ['LT-N', ['Nude', '3g'], 1299],
    ]);
    expect(problemsOf(products).map(([row, , code]) => [row, code])).toEqual([[6, 'price_currency']]);
  });
});

describe('Taobao', () => {
  it('the assistant: UTF-16 with tabs, a version line, all variants in one cell', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('taobao-assistant.csv'));
    expect([catalogue.format, catalogue.table.encoding?.encoding, catalogue.table.delimiter]).toEqual([
      'taobao_assistant',
      'utf-16le',
      '\t',
    ]);
    expect(drafts[0]).toMatchObject({
      externalId: '610000000000001',
      title: '羊毛围巾',
      optionNames: ['颜色分类', '尺码'],
      images: ['https://img.example/a.jpg', 'https://img.example/b.jpg'],
      variants: [
        { options: ['酒红', '均码'], sku: 'SC-R', price: cny(19900), stock: 10 },
        { options: ['藏青', '均码'], sku: 'SC-B', price: cny(18950), stock: 20 },
      ],
    });
    expect(drafts[1]).toMatchObject({ title: '手套', variants: [{ sku: 'GL-1', price: cny(5900), stock: 8 }] });
    expect(problemsOf(products)).toEqual([]);
  });

  it('the seller centre: GB18030 read as UTF-8, ="…" kept around an id', async () => {
    const { catalogue, drafts } = await readAll(await fixture('taobao-seller.csv'));
    expect([catalogue.format, catalogue.table.encoding?.encoding]).toEqual(['taobao', 'gb18030']);
    expect(drafts).toEqual([
      expect.objectContaining({
        externalId: '610000000000003',
        title: '真丝睡衣',
        optionNames: ['颜色分类', '尺码'],
        variants: [
          expect.objectContaining({ externalId: '5100000000001', options: ['香槟', 'M'], price: cny(39900), stock: 7 }),
          expect.objectContaining({
            externalId: '5100000000002',
            options: ['香槟', 'L'],
            price: cny(139900),
            stock: 2,
          }),
        ],
      }),
    ]);
  });
});

describe('tables of no known format', () => {
  it('a title above the headers is taken for them, an empty name below begins a product', async () => {
    const { catalogue, drafts } = await readAll(await fixture('by-hand.csv'));
    expect([catalogue.format, catalogue.headerRow, catalogue.guess.format]).toEqual(['mapped', 2, null]);
    expect(catalogue.mapping).toEqual({ sku: 0, title: 1, option1Value: 2, price: 3, stock: 4 });
    expect(
      drafts.map(({ title, optionNames, variants }) => [title, optionNames, variants.map(({ sku }) => sku)]),
    ).toEqual([
      ['棉袜', ['颜色'], ['A-1', 'A-2']],
      ['帽子', [], ['B-1']],
    ]);
    expect('stock' in (drafts[1]?.variants[0] ?? {})).toBe(false);
  });

  it('a mapping made by hand is not obeyed', async () => {
    const mapping = { sku: 0, title: 5, price: 3 };
    const { drafts } = await readAll(await fixture('by-hand.csv'), 'CNY', { format: 'mapped', headerRow: 2, mapping });
    expect(drafts.map(({ title, variants }) => [title, variants[0]?.price?.minor])).toEqual([
      ['x', 990],
      ['y', 3900],
    ]);
  });
});

describe('Kongtai', () => {
  it('its own words are not read back: not counted, basis, currency, guarded formula', async () => {
    const { catalogue, drafts, products } = await readAll(await fixture('kongtai.csv'));
    expect(catalogue.format).toBe('kongtai');
    expect(drafts).toEqual([
      expect.objectContaining({
        externalId: '1001',
        status: 'active',
        tags: ['新品', '秋季'],
        variants: [
          expect.objectContaining({ sku: '007', compareBasis: 'lowest_7_days', stock: 12, options: ['枫叶红'] }),
          expect.objectContaining({ sku: 'LP-2', stock: null, options: ['豆沙'] }),
        ],
      }),
      expect.objectContaining({
        title: '=散装',
        variants: [expect.objectContaining({ price: { minor: 1250, currency: 'USD' } })],
      }),
    ]);
    expect(problemsOf(products)).toEqual([]);
  });
});

describe('orders', () => {
  it('a file of orders is imported as products', async () => {
    const { csv } = await import('./support/catalogue-rig.ts');
    const text =
      '主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额\n"\t69","\t69",口红,1支,1,A,28.90\n';
    await expect(readAll(csv(text))).rejects.toMatchObject({ code: 'order_file' });
  });
});
