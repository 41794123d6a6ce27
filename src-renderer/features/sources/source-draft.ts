// What is being filled in for a source: secrets apart from the rest, as the engine takes them.

import type { SourceField, SourceKindView, SourceSettings } from '../../../src-main/contract/source-documents.ts';

export type SourceValues = Readonly<Record<string, string>>;

export const usualValues = ({ fields }: SourceKindView): SourceValues =>
  Object.fromEntries(
    fields.map(({ name, kind, usual, choices }) => [name, usual ?? (kind === 'choice' ? (choices?.[0] ?? '') : '')]),
  );

const pickWhere = (
  fields: readonly SourceField[],
  values: SourceValues,
  isWanted: (field: SourceField) => boolean,
): SourceSettings => Object.fromEntries(fields.filter(isWanted).map(({ name }) => [name, (values[name] ?? '').trim()]));

export const splitValues = (
  { fields }: Pick<SourceKindView, 'fields'>,
  values: SourceValues,
): { readonly settings: SourceSettings; readonly secrets: SourceSettings } => ({
  settings: pickWhere(fields, values, ({ kind }) => kind !== 'secret'),
  secrets: pickWhere(fields, values, ({ kind }) => kind === 'secret'),
});
