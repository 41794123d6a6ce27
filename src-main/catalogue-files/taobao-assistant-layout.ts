// The CSV of Taobao's desktop assistant (淘宝助理): one row a product, all its variants in one cell. Read only.

import { readCount } from '../core/cell-text.ts';
import { readMoney } from '../core/money-text.ts';
import { NO_VARIANT_EXTRAS, type VariantDraft } from '../core/product-draft.ts';
import type { RowSays } from './draft-builder.ts';
import type { Layout } from './layout.ts';
import { type RowCells, tidyUrl } from './row-cells.ts';

type AssistantField = '*skuProps' | '*aliases' | '*pictures';
type Cells = RowCells<AssistantField>;

/** Properties by number; any other goes by its number, for the file holds no name. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['1627207', '颜色分类'],
  ['20509', '尺码'],
  ['20518', '尺码'],
  ['20549', '鞋码'],
]);

/** `price:stock:code:pid:vid;pid:vid;` again and again. */
const VARIANT = /(?<price>[\d.]+):(?<stock>\d+):(?<code>[^:;]*):(?<properties>(?:-?\d+:-?\d+;?)+)/gu;

interface Property {
  readonly name: string;
  readonly value: string;
}

/** `pid:vid:alias;` again and again. */
const aliasesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/(?<key>-?\d+:-?\d+):(?<alias>[^;]+)/gu)].map(({ groups }) => [
      groups?.key ?? '',
      groups?.alias?.trim() ?? '',
    ]),
  );

const propertiesOf = (text: string, aliases: ReadonlyMap<string, string>): readonly Property[] =>
  text
    .split(';')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split(':');
      return { name: NAMES.get(name) ?? `属性${name}`, value: aliases.get(pair) || value };
    });

const variantOf = (cells: Cells, options: readonly string[]): VariantDraft => ({
  row: cells.row,
  externalId: '',
  options,
  sku: '',
  barcode: '',
  price: null,
  comparePrice: null,
  compareBasis: null,
  cost: null,
  ...NO_VARIANT_EXTRAS,
  image: '',
});

const readVariants = (cells: Cells, currency: string) => {
  const text = cells.text('*skuProps').replaceAll(/\s/g, '');
  const aliases = aliasesOf(cells.text('*aliases'));
  const found = [...text.matchAll(VARIANT)];
  if (found.map(([whole]) => whole).join('') !== text) cells.note('*skuProps', 'variant_without_options', 'error');
  const read = found.map(({ groups }) => {
    const properties = propertiesOf(groups?.properties ?? '', aliases);
    const [price, count] = [readMoney(groups?.price ?? '', { currency }), readCount(groups?.stock ?? '')];
    if (price.kind === 'refused') cells.note('*skuProps', price.code, 'error');
    if (count.kind === 'refused') cells.note('*skuProps', count.code, 'error');
    const variant: VariantDraft = {
      ...variantOf(
        cells,
        properties.map(({ value }) => value),
      ),
      sku: groups?.code ?? '',
      price: price.kind === 'money' ? price.money : null,
      ...(count.kind === 'count' ? { stock: count.count } : {}),
    };
    return { names: properties.map(({ name }) => name), variant };
  });
  return { names: read[0]?.names ?? [], variants: read.map(({ variant }) => variant) };
};

const readOnly = (cells: Cells): VariantDraft => {
  const stock = cells.count('stock');
  return {
    ...variantOf(cells, []),
    sku: cells.id('sku'),
    barcode: cells.id('barcode'),
    price: cells.price('price'),
    ...(stock === undefined ? {} : { stock }),
  };
};

/** `name:1:0:|https://…;` again and again; those without an address lie in a folder beside the file. */
const readPictures = (cells: Cells): RowSays['images'] =>
  [...cells.text('*pictures').matchAll(/https?:[^;|\s]+/gu)].map(([url]) => ({ url: tidyUrl(url), position: null }));

const readRow = (cells: Cells): RowSays => {
  const externalId = cells.id('externalId');
  const { names, variants } = readVariants(cells, 'CNY');
  return {
    row: cells.row,
    key: externalId === '' ? `row:${cells.row}` : `id:${externalId}`,
    externalId,
    title: cells.text('title'),
    category: '',
    brand: '',
    tags: [],
    description: cells.text('description'),
    sellingPoints: [],
    status: null,
    optionNames: names,
    images: readPictures(cells),
    variants: variants.length > 0 ? variants : [readOnly(cells)],
    problems: cells.problems,
  };
};

export const taobaoAssistantLayout: Layout<AssistantField> = {
  format: 'taobao_assistant',
  headers: {
    externalId: ['num id', '数字id'],
    title: ['title', '宝贝名称'],
    description: ['description', '宝贝描述'],
    price: ['price', '宝贝价格'],
    stock: ['num', '宝贝数量'],
    sku: ['outer id', '商家编码'],
    barcode: ['barcode', '商品条形码'],
    '*skuProps': ['skuprops', '销售属性组合'],
    '*aliases': ['propalias', '销售属性别名'],
    '*pictures': ['picture', '新图片'],
  },
  signature: [
    ['title', '宝贝名称'],
    ['skuprops', '销售属性组合'],
    ['num', '宝贝数量'],
  ],
  others: [
    'cid',
    'seller cids',
    'stuff status',
    'location state',
    'location city',
    'item type',
    'auction increment',
    'valid thru',
    'freight payer',
    'cateprops',
    'postage id',
    'inputpids',
    'inputvalues',
    '宝贝类目',
    '店铺类目',
    '新旧程度',
    '宝贝属性',
    '运费承担',
    '有效期',
  ],
  hasDashForNothing: false,
  readKeys: null,
  createReader: () => readRow,
  writer: null,
};
