// Promises as a table for a file: one row each, in the words of the language that was asked for.

import type { WriteColumn } from '../catalogue-files/layout.ts';
import { toDisplayText } from '../core/display-text.ts';
import { toMoneyText } from '../core/money-text.ts';
import type { PromiseKind, PromiseState, PromiseSubject, RoomPromise } from '../core/promise.ts';
import type { Instant } from '../core/units.ts';
import type { KeptPromise } from '../store/promise-store.ts';

export type FileLanguage = 'zh-CN' | 'en';

const HEADS: Readonly<Record<FileLanguage, readonly string[]>> = {
  'zh-CN': [
    '场次',
    '承诺时间',
    '类型',
    '承诺内容',
    '对象',
    '到期',
    '承诺价',
    '状态',
    '处理时间',
    '处理人',
    '说明',
    '记录人',
  ],
  en: [
    'Show',
    'Promised at',
    'Kind',
    'Promise',
    'To',
    'Due',
    'Price',
    'State',
    'Settled at',
    'Settled by',
    'Reason',
    'Noted by',
  ],
};

export const promiseColumns = (language: FileLanguage): readonly WriteColumn[] =>
  HEADS[language].map((header) => ({ header, kind: 'text' }));

const KINDS: Readonly<Record<FileLanguage, Readonly<Record<PromiseKind, string>>>> = {
  'zh-CN': { gift: '赠品', price: '价格', shipping: '发货', other: '其他' },
  en: { gift: 'gift', price: 'price', shipping: 'shipping', other: 'other' },
};

const STATES: Readonly<Record<FileLanguage, Readonly<Record<PromiseState, string>>>> = {
  'zh-CN': { open: '未兑现', kept: '已兑现', dropped: '已撤销' },
  en: { open: 'open', kept: 'kept', dropped: 'dropped' },
};

const WORDS: Readonly<Record<FileLanguage, Readonly<Record<'show' | 'explained' | 'after_show' | 'order', string>>>> = {
  'zh-CN': { show: '全场', explained: '再次讲解时', after_show: '下播后', order: '订单 ' },
  en: { show: 'whole show', explained: 'explained again', after_show: 'after the show', order: 'order ' },
};

const moment = (at: Instant): string => new Date(at).toISOString();

const subjectText = (subject: PromiseSubject, language: FileLanguage): string => {
  if (subject.on === 'show') return WORDS[language].show;
  if (subject.on === 'order') return `${WORDS[language].order}${subject.orderId}`;
  return toDisplayText(subject.title, 80);
};

const dueText = ({ due }: Pick<RoomPromise, 'due'>, language: FileLanguage): string =>
  due.when === 'at' ? moment(due.at) : WORDS[language][due.when];

const priceText = ({ price }: Pick<RoomPromise, 'price'>): string => {
  if (price === null) return '';
  const until = price.until === null ? '' : ` / ${moment(price.until)}`;
  return `${price.vow === 'lowest' ? '≥' : '≤'} ${price.price.currency} ${toMoneyText(price.price)}${until}`;
};

export const toPromiseCells = (promise: KeptPromise, language: FileLanguage): readonly string[] => [
  promise.showTitle,
  moment(promise.madeAt),
  KINDS[language][promise.kind],
  promise.text,
  subjectText(promise.subject, language),
  dueText(promise, language),
  priceText(promise),
  STATES[language][promise.state],
  promise.settled === null ? '' : moment(promise.settled.at),
  promise.settled?.by ?? '',
  promise.settled?.reason ?? '',
  promise.by,
];
