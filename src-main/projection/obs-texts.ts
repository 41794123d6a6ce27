// What OBS's text sources say now, made of the room: whole sentences, since nothing of ours stands beside them.

import type { ObsText } from '../contract/obs-documents.ts';
import { isFiredDeal, kindOf } from '../core/deal.ts';
import { openDealOf } from '../core/deal-board.ts';
import { toDisplayText } from '../core/display-text.ts';
import { minorDigits, toMoneyText } from '../core/money-text.ts';
import { type CompareBasis, type ComparePrice, stockLeft } from '../core/product.ts';
import { numberOf, type Room } from '../core/room.ts';
import type { Duration, Money } from '../core/units.ts';
import { titleOf } from './product-title.ts';

export type ObsLanguage = 'zh-CN' | 'en';
export type ObsTexts = Readonly<Record<ObsText, string>>;

interface Words {
  numbered(number: number, title: string): string;
  compare(price: string, basis: string): string;
  readonly basis: Readonly<Record<CompareBasis, string>>;
  opens(time: string): string;
  closes(time: string): string;
  left(count: number): string;
  perBuyer(count: number): string;
  readonly soldOut: string;
}

const WORDS: Readonly<Record<ObsLanguage, Words>> = {
  'zh-CN': {
    numbered: (number, title) => `${number} 号 ${title}`,
    compare: (price, basis) => `划线价 ${price}（${basis}）`,
    basis: {
      lowest_7_days: '近 7 日最低成交价',
      last_paid: '最近一次成交价',
      msrp: '厂商建议零售价',
      stated: '依据见商品说明',
    },
    opens: (time) => `${time} 开抢`,
    closes: (time) => `闪购到 ${time}`,
    left: (count) => `仅剩 ${count} 件`,
    perBuyer: (count) => `每人限 ${count} 件`,
    soldOut: '已售罄',
  },
  en: {
    numbered: (number, title) => `No. ${number} ${title}`,
    compare: (price, basis) => `Compared with ${price} (${basis})`,
    basis: {
      lowest_7_days: 'lowest price paid in 7 days',
      last_paid: 'price paid last',
      msrp: 'manufacturer’s suggested price',
      stated: 'grounds in the description',
    },
    opens: (time) => `Starts at ${time}`,
    closes: (time) => `Deal until ${time}`,
    left: (count) => `${count} left`,
    perBuyer: (count) => `at most ${count} each`,
    soldOut: 'Sold out',
  },
};

const DETAIL_GRAPHEMES = 80;

const NOTHING: ObsTexts = { title: '', price: '', compare: '', ends: '', stock: '' };

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (language: ObsLanguage, currency: string, isWhole: boolean): Intl.NumberFormat => {
  const key = `${language} ${currency} ${isWhole}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(isWhole ? { minimumFractionDigits: 0 } : {}),
  });
  formats.set(key, made);
  return made;
};

const formatMoney = (price: Money, language: ObsLanguage): string => {
  const isWhole = price.minor % 10 ** minorDigits(price.currency) === 0;
  // A decimal in text keeps every digit; TypeScript wants to see that it is one.
  return formatOf(language, price.currency, isWhole).format(toMoneyText(price) as `${number}`);
};

/** `zoneOffset`: how far the wall clock of the place is ahead of UTC. */
const clockTime = (at: number, zoneOffset: Duration): string => new Date(at + zoneOffset).toISOString().slice(11, 19);

/** A stated ground is the detail itself, where there is one. */
const basisOf = ({ basis, proof }: ComparePrice, words: Words): string =>
  basis === 'stated' && proof !== undefined ? toDisplayText(proof, DETAIL_GRAPHEMES) : words.basis[basis];

/** All empty while nothing is being explained. */
export const toObsTexts = (room: Room, language: ObsLanguage, zoneOffset: Duration): ObsTexts => {
  const { pin } = room;
  const variant = pin === null ? undefined : room.variants.get(pin.variantId);
  if (pin === null || variant === undefined) return NOTHING;
  const words = WORDS[language];
  const open = openDealOf(room.tally.board, pin.variantId);
  const deal = open !== null && isFiredDeal(open) ? open : null;
  const running = deal?.phase === 'running' ? deal : null;
  // A bundle's price is not this product's, and a draw sells nothing.
  const sale = running !== null && !['bundle', 'draw'].includes(kindOf(running)) ? running : null;
  const compare = sale === null ? variant.comparePrice : sale.comparePrice;
  const number = numberOf(room, pin.productId, pin.variantId);
  const title = titleOf(room, pin.productId, pin.variantId) ?? '';
  const left = sale === null ? stockLeft(variant) : Math.max(0, sale.quantity - sale.sold);
  const counted = sale !== null || variant.isTracked !== false;
  const time = running === null ? deal?.opensAt : running.closesAt;
  const stock = left <= 0 ? words.soldOut : words.left(left);
  return {
    title: number === null ? title : words.numbered(number, title),
    price: formatMoney(sale?.price ?? variant.price, language),
    compare: compare === null ? '' : words.compare(formatMoney(compare.price, language), basisOf(compare, words)),
    ends:
      time === null || time === undefined
        ? ''
        : (running === null ? words.opens : words.closes)(clockTime(time, zoneOffset)),
    stock: !counted ? '' : sale === null || left <= 0 ? stock : `${stock} · ${words.perBuyer(sale.perBuyer)}`,
  };
};

/** What a chapter of a recording is called. */
export const toChapterName = (
  room: Room,
  what: 'pin' | 'deal' | 'deal_end',
  productId: Parameters<typeof numberOf>[1],
  variantId: NonNullable<Parameters<typeof numberOf>[2]>,
  language: ObsLanguage,
): string => {
  const verb = {
    'zh-CN': { pin: '讲解', deal: '闪购开始', deal_end: '闪购结束' },
    en: { pin: 'Pinned', deal: 'Deal starts', deal_end: 'Deal ends' },
  }[language][what];
  const number = numberOf(room, productId, variantId);
  const title = titleOf(room, productId, variantId) ?? '';
  return `${verb} ${number === null ? title : WORDS[language].numbered(number, title)}`.trim();
};
