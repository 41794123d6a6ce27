// What is being filled in for a source: secrets apart from the rest, as the engine takes them.

import type { SourceField, SourceKindView, SourceSettings } from '../../../src-main/contract/source-documents.ts';

export type SourceValues = Readonly<Record<string, string>>;

/** What a form begins with. */
export interface SourceSeed {
  readonly kind: string;
  readonly values: SourceValues;
}

/** Another shop's address shows how one looks; it is nobody's own. */
const isExample = ({ kind, usual = '' }: SourceField): boolean => kind === 'url' && /my-shop|\.example\b/.test(usual);

const usualOf = (field: SourceField): string => {
  if (field.usual !== undefined) return isExample(field) ? '' : field.usual;
  return field.kind === 'choice' && field.isRequired ? (field.choices?.[0] ?? '') : '';
};

export const usualValues = ({ fields }: SourceKindView): SourceValues =>
  Object.fromEntries(fields.map((field) => [field.name, usualOf(field)]));

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
