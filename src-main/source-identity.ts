// Which source a person means by what they filled in: what makes it this one, and what only says how it is reached.

import { createHash } from 'node:crypto';
import type { SourceSettings } from './contract/source-documents.ts';
import type { SourceId } from './core/units.ts';
import type { SourceKind } from './ingest/source-kind.ts';

const isSecret = ({ kind }: SourceKind['fields'][number]): boolean => kind === 'secret';

const inOrder = (settings: SourceSettings): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Two accounts of one service look the same but for their secrets: they are numbered, not taken for one. */
export const isToldBySecrets = ({ fields, isInbound }: SourceKind, settings: SourceSettings): boolean =>
  !isInbound &&
  fields.some((field) => isSecret(field) && field.isRequired) &&
  fields.every((field) => isSecret(field) || (settings[field.name] ?? '') === (field.usual ?? ''));

/** The id of a source that is added with these settings, numbers aside. Throws what the kind's own `idOf` throws. */
export const firstIdOf = (kind: SourceKind, settings: SourceSettings): string => {
  if (kind.idOf !== undefined) return kind.idOf(settings);
  return `${kind.kind}:${createHash('sha256').update(inOrder(settings)).digest('hex').slice(0, 16)}`;
};

/** `first`, or numbered where that is another one's. */
export const freeIdOf = (first: string, taken: ReadonlySet<string>, isNumbered: boolean): SourceId => {
  if (!isNumbered && !taken.has(first)) return first as SourceId;
  let number = 1;
  while (taken.has(`${first}:${number}`)) number += 1;
  return `${first}:${number}` as SourceId;
};

/** Whether a source with other settings is still the one that its history is of. */
export const isSameSource = (kind: SourceKind, before: SourceSettings, after: SourceSettings): boolean => {
  if (kind.idOf !== undefined) return kind.idOf(before) === kind.idOf(after);
  return kind.fields
    .filter((field) => !isSecret(field) && field.isWay !== true)
    .every(({ name }) => (before[name] ?? '') === (after[name] ?? ''));
};
