// A product's specification table as lines of text and back: 「净含量：30 ml」, a row each.

export interface SpecificationRow {
  readonly name: string;
  readonly value: string;
}

/** A name up to the first colon of either width that no backslash stands before. */
const ROW = /^(?<name>(?:\\[\\:：]|\\(?![\\:：])|[^\\:：])*)(?:[:：](?<value>.*))?$/su;

const plainName = (text: string): string => text.replace(/\\([\\:：])/gu, '$1').trim();
const writtenName = (name: string): string => name.replace(/[\\:：]/gu, String.raw`\$&`);

const readRow = (line: string): SpecificationRow => {
  const groups = ROW.exec(line)?.groups;
  const [name, value] = [plainName(groups?.name ?? line), (groups?.value ?? '').trim()];
  return name === '' ? { name: value, value: '' } : { name, value };
};

/** Lines without a name are left out. */
export const readSpecification = (text: string): readonly SpecificationRow[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => readRow(line.trim()))
    .filter(({ name }) => name !== '');

export const specificationLine = ({ name, value }: SpecificationRow): string =>
  value === '' ? writtenName(name) : `${writtenName(name)}：${value}`;

/** Reads back as it was, where no part has a line break or blanks around it. */
export const writeSpecification = (rows: readonly SpecificationRow[]): string => rows.map(specificationLine).join('\n');
