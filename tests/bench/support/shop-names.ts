// A shop's goods as people name them: Chinese titles, codes, tags and prices, the same crowd at every run.

import { createSeededRandom, type SeededRandom } from '../../../src-main/room-server/seeded-random.ts';

const BRANDS = ['花西里', '云南白草', '山野集', '初语', 'Lumière', 'NORD 北境', '谷雨堂', '小白心'];
const SEASONS = ['2026秋冬新款', '春季上新', '限量礼盒', '经典', '升级版', '旅行装', '家庭装', '直播专享'];
const MANNERS = ['哑光', '丝绒', '水润', '加厚', '轻薄', '手工', '低糖', '免洗', '高腰', '真丝', '防水', '便携'];
const GOODS = [
  ['美妆', ['口红', '唇釉', '粉底液', '眼影盘', '腮红', '气垫']],
  ['护肤', ['面膜', '精华液', '防晒霜', '洗面奶', '眼霜', '护手霜']],
  ['服饰', ['连衣裙', '羊毛衫', '牛仔裤', '睡衣', '围巾', '棉袜']],
  ['食品', ['坚果礼包', '绿茶', '火锅底料', '重庆小面', '蜂蜜', '牛肉干']],
  ['家居', ['四件套', '保温杯', '香薰', '收纳箱', '毛巾', '电热毯']],
] as const;
const ENDS = ['送女友', '大容量', '学生党平价', '显白不挑皮', '办公室', '不沾杯', '送礼体面', '一年四季都能用'];
const TAGS = ['新品', '爆款', '清仓', '送礼', '秋季', '主推', '福利', '返场', '会员', '包邮'];
const COLOURS = ['枫叶红', '豆沙', '奶茶', '正红', '雾蓝', '米白', '曜石黑', '樱花粉'];

export interface ShopVariant {
  readonly option: string;
  readonly sku: string;
  readonly barcode: string;
  readonly priceMinor: number;
  readonly stock: number;
}

export interface ShopProduct {
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly sellingPoints: readonly string[];
  readonly variants: readonly ShopVariant[];
}

const nameProduct = (random: SeededRandom, number: number): ShopProduct => {
  const [category, goods] = random.pick(GOODS);
  const brand = random.pick(BRANDS);
  const manner = random.pick(MANNERS);
  const what = random.pick(goods);
  const variants = Array.from({ length: 1 + (number % 4) }, (_, place): ShopVariant => {
    const sku = `${String.fromCharCode(65 + (number % 26))}${String(number).padStart(6, '0')}-${place + 1}`;
    return {
      option: COLOURS[(number + place) % COLOURS.length] ?? '',
      sku,
      barcode: `69${random.digits(11)}`,
      priceMinor: random.whole(9, 999) * 100 + 90,
      stock: random.whole(0, 2000),
    };
  });
  return {
    title: `${brand}${manner}${what} ${random.pick(SEASONS)} ${random.pick(ENDS)}${number % 7 === 0 ? ` 第${number}号` : ''}`,
    category,
    brand,
    tags: [...new Set([random.pick(TAGS), random.pick(TAGS)])],
    sellingPoints: [`${manner}质地，${random.pick(ENDS)}`, `${what}当天发货，七天无理由`],
    variants,
  };
};

/** Ends at the product with which `variants` are reached. */
export const nameShop = function* (variants: number): Generator<ShopProduct> {
  const random = createSeededRandom('shop');
  for (let [number, named] = [1, 0]; named < variants; number += 1) {
    const product = nameProduct(random, number);
    const left = { ...product, variants: product.variants.slice(0, variants - named) };
    named += left.variants.length;
    yield left;
  }
};
