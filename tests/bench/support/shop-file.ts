// A shop's goods as a CSV file in the project's own columns, one row a variant.

import { writeFileSync } from 'node:fs';
import { nameShop, type ShopProduct, type ShopVariant } from './shop-names.ts';

const HEADERS = [
  ...['控台商品编号', '商品名称', '状态', '分类', '品牌', '标签', '卖点', '规格名1', '规格值1', 'SKU', '条码'],
  ...['币种', '价格', '划线价', '划线价依据', '成本', '库存'],
];

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const amount = (minor: number): string => (minor / 100).toFixed(2);

const productCells = (product: ShopProduct): readonly string[] => [
  ...['', product.title, '在售', product.category, product.brand],
  ...[product.tags.join('\n'), product.sellingPoints.join('\n')],
];

/** As in most shops, some goods have a compare price and for fewer the cost was noted. */
const amountsOf = (priceMinor: number): readonly string[] => {
  const compare = priceMinor % 200 === 90 ? [amount(priceMinor + 5000), '建议零售价'] : ['', ''];
  return [amount(priceMinor), ...compare, priceMinor % 300 === 90 ? amount(Math.floor(priceMinor / 2)) : ''];
};

const variantCells = ({ option, sku, barcode, priceMinor, stock }: ShopVariant, isOnly: boolean): readonly string[] => [
  ...(isOnly ? ['', ''] : ['颜色', option]),
  ...[sku, barcode, 'CNY', ...amountsOf(priceMinor), String(stock)],
];

const BELOW = ['', '', '', '', '', '', ''];

/** Of so many rows below the headers, and a product more for each title. Returns how many products they make. */
export const writeShopFile = (path: string, rows: number, titles: readonly string[] = []): number => {
  const lines = [HEADERS.join(',')];
  let products = titles.length;
  for (const [place, title] of titles.entries()) {
    const variant = { option: '', sku: `TITLE-${place}`, barcode: '', priceMinor: 5900, stock: 10 };
    const cells = ['', title, '在售', '', '', '', '', ...variantCells(variant, true)];
    lines.push(cells.map(quote).join(','));
  }
  for (const product of nameShop(rows)) {
    products += 1;
    product.variants.forEach((variant, place) => {
      const cells = [
        ...(place === 0 ? productCells(product) : BELOW),
        ...variantCells(variant, product.variants.length === 1),
      ];
      lines.push(cells.map(quote).join(','));
    });
  }
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return products;
};
