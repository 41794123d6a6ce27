// An event as it may be shown to try out a connection: what it says, without who said it or how to reach them.

import { toDisplayText } from './display-text.ts';
import type { LiveEventBody } from './live-event.ts';
import { maskName } from './masked-name.ts';
import type { Money } from './units.ts';

export interface MaskedExample {
  /** First letter and stars; null where nobody is named. */
  readonly viewer: string | null;
  readonly text: string | null;
  readonly amount: Money | null;
  /** Gifts, likes, people or order lines. */
  readonly count: number | null;
}

const TEXT_GRAPHEMES = 40;
const HIDDEN = '****';
const REACHABLE = /[^\s@]+@[^\s@]+|\p{Nd}(?:[\s-]?\p{Nd}){3,}/gu;

/** Addresses and runs of four digits or more: phones, parcels, cards. */
const maskText = (text: string): string => toDisplayText(text, 400).replace(REACHABLE, HIDDEN);

const shown = (text: string): string => toDisplayText(maskText(text), TEXT_GRAPHEMES);

const content = (body: LiveEventBody): Omit<MaskedExample, 'viewer'> => {
  const nothing = { text: null, amount: null, count: null };
  switch (body.type) {
    case 'chat':
    case 'notice':
      return { ...nothing, text: shown(body.text) };
    case 'gift':
      return { ...nothing, text: shown(body.gift.name), count: body.count };
    case 'like':
      return { ...nothing, count: body.count };
    case 'audience':
      return { ...nothing, count: body.online ?? null };
    case 'product.shown':
    case 'product.clicked':
      return { ...nothing, count: body.people };
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
      return { ...nothing, amount: body.order.total, count: body.order.lines.length };
    case 'order.refunded':
      return { ...nothing, amount: body.amount, count: body.order.lines.length };
    default:
      return nothing;
  }
};

export const maskExample = (body: LiveEventBody): MaskedExample => {
  const viewer = body.viewer ?? ('order' in body ? body.order.buyer : undefined);
  return { viewer: viewer === undefined ? null : maskName(viewer.name), ...content(body) };
};
