// Lists, states and options as they are written into a single cell, and read back.

import type { CompareBasis } from '../core/product.ts';
import { type DraftStatus, MOST_OPTIONS, type ProductDraft } from '../core/product-draft.ts';

export const wordsOf = (text: string, parted = /[,，\n]/): readonly string[] => [
  ...new Set(
    text
      .split(parted)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const STATUSES: ReadonlyMap<string, DraftStatus> = new Map([
  ['active', 'active'],
  ['true', 'active'],
  ['1', 'active'],
  ['yes', 'active'],
  ['live', 'active'],
  ['activate', 'active'],
  ['published', 'active'],
  ['在售', 'active'],
  ['上架', 'active'],
  ['已上架', 'active'],
  ['出售中', 'active'],
  ['售卖中', 'active'],
  ['销售中', 'active'],
  ['draft', 'draft'],
  ['false', 'draft'],
  ['0', 'draft'],
  ['-1', 'draft'],
  ['no', 'draft'],
  ['unlisted', 'draft'],
  ['inactive', 'draft'],
  ['deactivated', 'draft'],
  ['草稿', 'draft'],
  ['下架', 'draft'],
  ['已下架', 'draft'],
  ['仓库中', 'draft'],
  ['未上架', 'draft'],
  ['archived', 'archived'],
  ['deleted', 'archived'],
  ['归档', 'archived'],
  ['已归档', 'archived'],
  ['已删除', 'archived'],
]);

export const statusOf = (text: string): DraftStatus | undefined =>
  STATUSES.get(text.normalize('NFKC').trim().toLowerCase());

export const STATUS_WORDS: Readonly<Record<DraftStatus, string>> = { active: '在售', draft: '草稿', archived: '归档' };

export const BASIS_WORDS: Readonly<Record<CompareBasis, string>> = {
  lowest_7_days: '近7日最低成交价',
  last_paid: '最近成交价',
  msrp: '建议零售价',
  stated: '已说明',
};

/** The option of a text that names none. */
export const PLAIN_OPTION = '规格';

export interface OptionsRead {
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** 「颜色:红;尺码:L」 by name and value; any other text is the value of one option. */
export const optionsOf = (text: string): OptionsRead => {
  if (text === '') return { names: [], values: [] };
  const pairs = text
    .split(/[;；]/)
    .filter((pair) => pair.trim() !== '')
    .map((pair) => /^(?<name>[^:：]+)[:：](?<value>.+)$/su.exec(pair.trim())?.groups);
  const read = pairs.map((groups) => ({ name: groups?.name?.trim() ?? '', value: groups?.value?.trim() ?? '' }));
  if (read.some(({ name, value }) => name === '' || value === '')) return { names: [PLAIN_OPTION], values: [text] };
  return { names: read.map(({ name }) => name), values: read.map(({ value }) => value) };
};

/** What the marks that part options do inside one is undone by a space. */
export const plainOption = (text: string, parts = /[;；:：]/g): string => text.replace(parts, ' ').trim() || '_';

export const optionText = (names: readonly string[], values: readonly string[]): string =>
  names.map((name, at) => `${name}:${values[at] ?? ''}`).join(';');

/** Up to three option columns, by name and value. */
export const atMostThree = (names: readonly string[], values: readonly string[]): readonly string[] =>
  Array.from({ length: MOST_OPTIONS }, (_, at) => [names[at] ?? '', values[at] ?? '']).flat();

export const isPlain = (draft: ProductDraft): boolean => draft.optionNames.length === 0;
