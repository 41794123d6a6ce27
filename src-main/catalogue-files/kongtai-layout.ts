// Kongtai's own catalogue file: everything that a draft can say, in columns that a person can edit.

import { STATUS_WORDS } from './draft-text.ts';
import { createFlatLayout } from './flat-layout.ts';

const COLUMNS = [
  ['externalId', '控台商品编号'],
  ['title', '商品名称'],
  ['status', '状态'],
  ['category', '分类'],
  ['brand', '品牌'],
  ['tags', '标签'],
  ['sellingPoints', '卖点'],
  ['description', '描述'],
  ['images', '图片'],
  ['option1Name', '规格名1'],
  ['option1Value', '规格值1'],
  ['option2Name', '规格名2'],
  ['option2Value', '规格值2'],
  ['option3Name', '规格名3'],
  ['option3Value', '规格值3'],
  ['variantId', '控台规格编号'],
  ['sku', 'SKU'],
  ['barcode', '条码'],
  ['currency', '币种'],
  ['price', '价格'],
  ['comparePrice', '划线价'],
  ['compareBasis', '划线价依据'],
  ['cost', '成本'],
  ['stock', '库存'],
  ['variantImage', '规格图片'],
] as const;

export const kongtaiLayout = createFlatLayout({
  format: 'kongtai',
  headers: Object.fromEntries(COLUMNS.map(([field, header]) => [field, [header.toLowerCase()]])),
  signature: [['控台商品编号'], ['商品名称']],
  others: [],
  hasDashForNothing: false,
  columns: COLUMNS,
  optionStyle: 'columns',
  isTitleNew: true,
  uncounted: '不限',
  statusWords: STATUS_WORDS,
});
