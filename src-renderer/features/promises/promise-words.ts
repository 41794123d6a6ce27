// How a promise reads: to whom, until when, at what price, and what has become of it.

import type { TFunction } from 'i18next';
import type { PromiseRow } from '../../../src-main/contract/promise-documents.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';

export const subjectText = (t: TFunction, { subject }: Pick<PromiseRow, 'subject'>): string => {
  switch (subject.on) {
    case 'show':
      return t('promises:subject.show');
    case 'product':
    case 'deal': {
      const title = subject.number === null ? subject.title : `${subject.number} · ${subject.title}`;
      return t(`promises:subject.${subject.on}`, { title });
    }
    case 'order':
    case 'viewer':
      return t(`promises:subject.${subject.on}`, { title: subject.title });
  }
};

const momentText = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);

export const dueText = (t: TFunction, language: string, { due }: Pick<PromiseRow, 'due'>): string =>
  due.when === 'at' ? t('promises:due.atTime', { at: momentText(language, due.at) }) : t(`promises:due.${due.when}`);

export const priceText = (t: TFunction, language: string, { price }: Pick<PromiseRow, 'price'>): string => {
  if (price === null) return '';
  const vow = t(`promises:vow.${price.vow}`, { price: formatTidyMoney(price.price, language) });
  return price.until === null ? vow : t('promises:vowUntil', { vow, at: momentText(language, price.until) });
};

export const breachText = (t: TFunction, language: string, { breach }: Pick<PromiseRow, 'breach'>): string =>
  breach === null ? '' : t(`promises:breach.${breach.by}`, { price: formatTidyMoney(breach.price, language) });

export const settledText = (t: TFunction, language: string, { state, settled }: PromiseRow): string => {
  if (settled === null) return '';
  const who = t([`promises:role.${settled.by}`, 'promises:role.assistant']);
  const line = t(`promises:settled.${state}`, { at: momentText(language, settled.at), by: who });
  return settled.reason === '' ? line : t('promises:settledWhy', { line, reason: settled.reason });
};

export const madeText = (t: TFunction, language: string, { madeAt, by }: PromiseRow): string =>
  t('promises:made', { at: momentText(language, madeAt), by: t([`promises:role.${by}`, 'promises:role.assistant']) });
