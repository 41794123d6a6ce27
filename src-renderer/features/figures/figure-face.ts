// How each figure is written: as a count, as money, or as a share; and what its change says.

import type { Figure, FigureName } from '../../../src-main/contract/topics.ts';
import { money } from '../../../src-main/core/units.ts';
import { formatMoney } from '../../ui/money.ts';

type Kind = 'count' | 'money' | 'share';

const KINDS: Readonly<Record<FigureName, Kind>> = {
  online: 'count',
  gmv: 'money',
  gmvPerMinute: 'money',
  orders: 'count',
  gpm: 'money',
  uvValue: 'money',
  conversion: 'share',
  interaction: 'share',
};

/** Sides of formulas that are amounts; all others are counts. */
const MONEY_SIDES: readonly string[] = ['gmv', 'refunds', 'paid', 'amount'];

const countFormat = (language: string, value: number): string =>
  new Intl.NumberFormat(language, {
    maximumFractionDigits: 1,
    ...(Math.abs(value) >= 10_000_000 ? { notation: 'compact' } : {}),
  }).format(value);

const shareFormat = (language: string, value: number): string =>
  new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: value < 0.1 ? 2 : 1,
    maximumFractionDigits: value < 0.1 ? 2 : 1,
  }).format(value);

const moneyFormat = (language: string, currency: string, minor: number): string =>
  formatMoney(money(Math.round(minor), currency), language, 'whole');

/** No data is a dash, never 0. */
export const formatFigure = (name: FigureName, value: number | null, currency: string, language: string): string => {
  if (value === null) return '—';
  switch (KINDS[name]) {
    case 'count':
      return countFormat(language, value);
    case 'money':
      return moneyFormat(language, currency, value);
    case 'share':
      return shareFormat(language, value);
  }
};

export const formatSide = (
  side: { readonly name: string; readonly value: number },
  currency: string,
  language: string,
): string =>
  MONEY_SIDES.includes(side.name) ? moneyFormat(language, currency, side.value) : countFormat(language, side.value);

export interface ChangeFace {
  readonly way: 'up' | 'down' | 'level';
  readonly text: string;
}

/** Under half a permille it stands still; past 999 % the figure would only be noise. */
export const changeOf = ({ change }: Pick<Figure, 'change'>, language: string): ChangeFace | null => {
  if (change === null) return null;
  const way = change >= 0.0005 ? 'up' : change <= -0.0005 ? 'down' : 'level';
  const size = Math.min(9.99, Math.abs(change));
  const text = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: size < 1 ? 1 : 0,
    maximumFractionDigits: size < 1 ? 1 : 0,
  }).format(size);
  return { way, text: Math.abs(change) > 9.99 ? `>${text}` : text };
};
