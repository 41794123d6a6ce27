// The variables that a script may hold, by their names in both languages, and their values out of catalogue and deal.

import type { DealPhase } from './deal.ts';
import { toDisplayText } from './display-text.ts';
import type { CompareBasis, ComparePrice } from './product.ts';
import type { Money } from './units.ts';

export const SCRIPT_VARIABLES = [
  'product_name',
  'variant',
  'number',
  'price',
  'compare_price',
  'compare_basis',
  'saving',
  'stock',
  'offer',
  'deal_price',
  'deal_left',
  'per_buyer',
  'sizes',
  'category',
  'selling_point',
  'host',
  'show',
  'next_product',
] as const;
export type ScriptVariable = (typeof SCRIPT_VARIABLES)[number];

/** The first name is what the editor writes; all of them are understood, upper or lower case. */
export const VARIABLE_NAMES: Readonly<
  Record<ScriptVariable, { readonly zh: readonly string[]; readonly en: readonly string[] }>
> = {
  product_name: { zh: ['商品名', '商品', '品名'], en: ['product', 'product name'] },
  variant: { zh: ['规格', '款式'], en: ['variant'] },
  number: { zh: ['链接号', '编号', '号'], en: ['number', 'link'] },
  price: { zh: ['直播价', '价格', '现价'], en: ['price', 'live price'] },
  compare_price: { zh: ['划线价'], en: ['compare price', 'was price'] },
  compare_basis: { zh: ['划线依据', '划线价依据'], en: ['compare basis'] },
  saving: { zh: ['立省', '省'], en: ['saving', 'save'] },
  stock: { zh: ['库存', '剩余'], en: ['stock', 'left'] },
  offer: { zh: ['优惠'], en: ['offer'] },
  deal_price: { zh: ['闪购价', '秒杀价'], en: ['deal price'] },
  deal_left: { zh: ['闪购剩余'], en: ['deal left'] },
  per_buyer: { zh: ['限购'], en: ['per buyer', 'limit'] },
  sizes: { zh: ['尺码', '颜色', '色号', '全部规格'], en: ['sizes', 'size', 'colours'] },
  category: { zh: ['类目'], en: ['category'] },
  selling_point: { zh: ['卖点'], en: ['selling point'] },
  host: { zh: ['主播'], en: ['host'] },
  show: { zh: ['场次'], en: ['show'] },
  next_product: { zh: ['下一款', '下一个'], en: ['next', 'next product'] },
};

/** Full-width letters, case, spaces and underscores make no other name. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

const BY_NAME: ReadonlyMap<string, ScriptVariable> = new Map(
  SCRIPT_VARIABLES.flatMap((variable) =>
    [variable, ...VARIABLE_NAMES[variable].zh, ...VARIABLE_NAMES[variable].en].map(
      (name) => [fold(name), variable] as const,
    ),
  ),
);

/** Null for a name that is no variable's. */
export const variableNamed = (name: string): ScriptVariable | null => BY_NAME.get(fold(name)) ?? null;

/** What is known now; a variable that is missing or '' has no value, and a text that needs it cannot be read out. */
export type ScriptValues = Readonly<Partial<Record<ScriptVariable, string>>>;

export type ScriptLanguage = 'zh-CN' | 'en';

/** What a cue is about as it stands now; null or '' for what is not known. */
export interface ScriptSubject {
  readonly number: number | null;
  readonly product: {
    readonly title: string;
    readonly category: string;
    readonly sellingPoints: readonly string[];
    readonly variants: readonly { readonly title: string }[];
  } | null;
  readonly variant: {
    readonly title: string;
    readonly price: Money;
    readonly comparePrice: ComparePrice | null;
    readonly stock: number;
  } | null;
  readonly deal: {
    readonly phase: DealPhase;
    readonly price: Money;
    readonly quantity: number;
    readonly sold: number;
    readonly perBuyer: number;
  } | null;
  readonly host: string;
  readonly show: string;
  readonly nextTitle: string;
}

const BASIS: Readonly<Record<ScriptLanguage, Readonly<Record<CompareBasis, string>>>> = {
  'zh-CN': {
    lowest_7_days: '七天内最低成交价',
    last_paid: '上一次成交价',
    msrp: '厂商建议零售价',
    stated: '页面注明的价格',
  },
  en: {
    lowest_7_days: 'the lowest price paid in seven days',
    last_paid: 'the last price paid',
    msrp: 'the maker’s suggested retail price',
    stated: 'the price stated on the page',
  },
};

/** As it is spoken: 59 元, 59.9 元, £12.50. */
export const speakMoney = ({ minor, currency }: Money, language: ScriptLanguage): string => {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const major = minor / 10 ** digits;
  if (language === 'zh-CN' && currency === 'CNY') {
    return `${new Intl.NumberFormat('en', { maximumFractionDigits: digits, useGrouping: false }).format(major)} 元`;
  }
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(major) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(major);
};

const said = (text: string): string => toDisplayText(text, 200);

/** A stated price is nothing without its detail. */
const basisOf = ({ basis, proof = '' }: ComparePrice, language: ScriptLanguage): string =>
  basis === 'stated' && proof !== '' ? said(proof) : BASIS[language][basis];

const savingOf = (price: Money | null, compare: Money | null): Money | null =>
  price === null || compare === null || compare.currency !== price.currency || compare.minor <= price.minor
    ? null
    : { minor: compare.minor - price.minor, currency: price.currency };

const offerOf = (deal: ScriptSubject['deal'], saving: Money | null, language: ScriptLanguage): string => {
  const isOn = deal !== null && deal.phase !== 'ended';
  if (isOn) {
    const price = speakMoney(deal.price, language);
    return language === 'en'
      ? `deal price ${price}, up to ${deal.perBuyer} each`
      : `闪购价 ${price}，每人限 ${deal.perBuyer} 件`;
  }
  if (saving === null) return '';
  return language === 'en' ? `${speakMoney(saving, language)} off` : `立省 ${speakMoney(saving, language)}`;
};

/** The values of all variables. The live price is the deal's while it runs, for that is what a buyer pays then. */
export const scriptValuesOf = (subject: ScriptSubject, language: ScriptLanguage): ScriptValues => {
  const { product, variant, deal } = subject;
  const isRunning = deal !== null && deal.phase === 'running';
  const openDeal = deal !== null && deal.phase !== 'ended' ? deal : null;
  const price = isRunning ? deal.price : (variant?.price ?? null);
  const compare = variant?.comparePrice ?? null;
  const saving = savingOf(price, compare?.price ?? null);
  const money = (amount: Money | null): string => (amount === null ? '' : speakMoney(amount, language));
  const titles = [
    ...new Set((product?.variants ?? []).map(({ title }) => said(title)).filter((title) => title !== '')),
  ];
  return {
    product_name: said(product?.title ?? ''),
    variant: said(variant?.title ?? ''),
    number: subject.number === null ? '' : language === 'en' ? `number ${subject.number}` : `${subject.number} 号`,
    price: money(price),
    compare_price: money(compare?.price ?? null),
    compare_basis: compare === null ? '' : basisOf(compare, language),
    saving: money(saving),
    stock: variant === null ? '' : String(variant.stock),
    offer: offerOf(deal, saving, language),
    deal_price: money(openDeal?.price ?? null),
    deal_left: openDeal === null ? '' : String(Math.max(0, openDeal.quantity - openDeal.sold)),
    per_buyer: openDeal === null ? '' : String(openDeal.perBuyer),
    sizes: titles.join(language === 'en' ? ', ' : '、'),
    category: said(product?.category ?? ''),
    selling_point: said(product?.sellingPoints[0] ?? ''),
    host: said(subject.host),
    show: said(subject.show),
    next_product: said(subject.nextTitle),
  };
};
