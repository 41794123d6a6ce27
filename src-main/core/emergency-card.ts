// The emergency cards as they come: what each freezes and says, in both languages, until a shop writes its own words.

import { toDisplayText } from './display-text.ts';
import type { EmergencyKind, Freeze } from './emergency.ts';

/** `{number}` and `{title}` stand for the product that it is about, `{product}` for both. */
export interface CardWords {
  /** What is wrong, in a few words. */
  readonly wrong: string;
  /** What the host says. */
  readonly say: string;
  /** What viewers are told in the room and on the picture; '' where they are told nothing. */
  readonly notice: string;
}

export interface EmergencyCard {
  readonly kind: EmergencyKind;
  /** Whether it is about the product that is being explained. */
  readonly isOfProduct: boolean;
  readonly freeze: Freeze;
  readonly zh: CardWords;
  readonly en: CardWords;
}

export const EMERGENCY_CARDS: readonly EmergencyCard[] = [
  {
    kind: 'wrong_offer',
    isOfProduct: true,
    freeze: { deals: 'product', claims: true, pin: 'take_off', names: false },
    zh: {
      wrong: '{product} 的价格或链接错了',
      say: '先停一下：{product} 的价格或链接有误，请大家先不要拍；已经拍下的，客服会逐一联系处理。',
      notice: '更正：{product} 刚才的价格或链接有误，已暂停。已下单的由客服逐一联系。',
    },
    en: {
      wrong: 'Wrong price or link: {product}',
      say: 'One moment: the price or link of {product} was wrong. Please do not order yet; we contact everybody who did.',
      notice: 'Correction: price or link of {product} was wrong and is on hold. We contact all who ordered.',
    },
  },
  {
    kind: 'oversold',
    isOfProduct: true,
    freeze: { deals: 'product', claims: true, pin: 'take_off', names: false },
    zh: {
      wrong: '{product} 超卖了',
      say: '{product} 已经没货了，先不接单；多拍的朋友，客服按付款先后发货，发不出的马上退款。',
      notice: '{product} 已售完，停止接单。超出库存的订单按付款先后发货，其余全额退款。',
    },
    en: {
      wrong: 'Oversold: {product}',
      say: '{product} is gone, no more orders please. We ship in the order of payment and refund at once what we cannot ship.',
      notice: '{product} is sold out. Orders are shipped in order of payment; the rest is refunded in full.',
    },
  },
  {
    kind: 'platform_warning',
    isOfProduct: true,
    freeze: { deals: 'all', claims: true, pin: 'take_off', names: false },
    zh: {
      wrong: '平台发出警告',
      say: '马上停下刚才的话题，换到安全的内容；不要评论平台的提醒。',
      notice: '更正：刚才的说法不准确，请以商品详情页为准。',
    },
    en: {
      wrong: 'The platform has warned us',
      say: 'Leave the subject at once and go on with something safe. Do not comment on the warning.',
      notice: 'Correction: what was just said was not accurate. Please rely on the product page.',
    },
  },
  {
    kind: 'stream_lost',
    isOfProduct: false,
    freeze: { deals: 'all', claims: true, pin: 'keep', names: false },
    zh: {
      wrong: '画面或网络断了',
      say: '画面断了：先别喊价、别开闪购，等助理举手再继续。',
      notice: '网络有波动，闪购已暂停，稍后回来。已付款的订单不受影响。',
    },
    en: {
      wrong: 'Stream or network is down',
      say: 'The picture is gone: call no prices and start no deal until your assistant raises a hand.',
      notice: 'Our connection is unsteady; deals are on hold, we will be right back. Paid orders are safe.',
    },
  },
  {
    kind: 'feed_lost',
    isOfProduct: false,
    freeze: { deals: 'all', claims: true, pin: 'keep', names: false },
    zh: {
      wrong: '弹幕和订单数据断了',
      say: '现在看不到弹幕和订单：先讲产品，不报库存、不报销量，不开闪购。',
      notice: '',
    },
    en: {
      wrong: 'No chat and orders are coming in',
      say: 'We see neither chat nor orders: talk about the product, name no stock and no sales, start no deal.',
      notice: '',
    },
  },
  {
    kind: 'complaints',
    isOfProduct: true,
    freeze: { deals: 'product', claims: true, pin: 'take_off', names: false },
    zh: {
      wrong: '{product} 投诉突然增多',
      say: '很多朋友反映 {product} 的问题，我们先下架核实；有问题的找客服，七天无理由都可以退。',
      notice: '{product} 已暂停销售，正在核实大家反映的问题，需要退换请联系客服。',
    },
    en: {
      wrong: 'Many complaints about {product}',
      say: 'Many of you report a problem with {product}: we take it off while we look into it. Everybody may return it.',
      notice: '{product} is on hold while we look into your reports. Contact us for returns.',
    },
  },
  {
    kind: 'data_leak',
    isOfProduct: false,
    freeze: { deals: 'none', claims: true, pin: 'keep', names: true },
    zh: {
      wrong: '画面上露出了观众的个人信息',
      say: '不要念任何人的姓名、电话、地址；镜头先离开屏幕。',
      notice: '刚才的画面有误，已撤下。请不要传播他人的个人信息。',
    },
    en: {
      wrong: 'Personal data of viewers was shown',
      say: 'Read out no names, numbers or addresses; turn the camera away from the screens.',
      notice: 'What was just shown was a mistake and is gone. Please do not pass on personal data.',
    },
  },
];

export const cardOf = (cards: readonly EmergencyCard[], kind: EmergencyKind): EmergencyCard | null =>
  cards.find((card) => card.kind === kind) ?? null;

/** A long one is cut: what matters is the number, and the notice has its limit. */
const MOST_OF_A_TITLE = 24;

/** The words with the product that they are about; `show` stands for it where there is none. */
export const fillCard = (
  words: string,
  product: { readonly number: number | null; readonly title: string } | null,
  show: string,
): string => {
  const number = product === null || product.number === null ? '' : String(product.number);
  const title = toDisplayText(product?.title ?? show, MOST_OF_A_TITLE);
  const isChinese = /\p{Script=Han}/u.test(words);
  const both = number === '' ? title : isChinese ? `${number} 号 ${title}` : `no. ${number} ${title}`;
  // One pass, so that a title with braces in it stays what it is.
  return words.replace(/\{(number|title|product)\}/g, (_all, name: string) =>
    name === 'number' ? number : name === 'title' ? title : both,
  );
};

const WORD_NAMES = ['wrong', 'say', 'notice'] as const satisfies readonly (keyof CardWords)[];

export const isSameWords = (a: CardWords, b: CardWords): boolean => WORD_NAMES.every((name) => a[name] === b[name]);
