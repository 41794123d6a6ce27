// Splits a prepared text into blocks: by headings, numbering, kind words and blank lines, and by the product that it speaks of.

import {
  LONGEST_TITLE,
  objectToDraft,
  type ScriptDraft,
  type ScriptKind,
  type ScriptObjection,
  tidyDraft,
  tidyLine,
  tidyText,
} from './script.ts';
import { kindAtStart, kindNamed } from './script-kind.ts';
import type { ProductId } from './units.ts';

/** A product that a text may name: by its number on the run sheet, by its title or a part of it. */
export interface NamedProduct {
  readonly productId: ProductId;
  /** Null for one that is on no run sheet. */
  readonly number: number | null;
  readonly title: string;
}

/** A line as its file had it. `level` is that of a heading (1..6), where the file says that it is one. */
export interface SourceLine {
  readonly text: string;
  readonly level: number | null;
}

export interface SplitBlock {
  readonly draft: ScriptDraft;
  /** Lines of the source, from 1, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A block that cannot be kept, and where it stands. */
export interface RefusedBlock {
  readonly objection: ScriptObjection;
  readonly title: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface SplitScript {
  readonly blocks: readonly SplitBlock[];
  readonly refused: readonly RefusedBlock[];
  /** Headings that only divide the text and stand in no block, such as a document's own title. */
  readonly leftOut: readonly { readonly line: number; readonly text: string }[];
}

const MARKDOWN_HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const BRACKETED = /^[【〖［[](?<title>[^】〗］\]]{1,60})[】〗］\]]\s*[:：]?\s*(?<rest>.*)$/;
const CHINESE_NUMBER =
  /^(?:第[一二三四五六七八九十百]+[部分章节环段步]+|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*[、:：.．]?\s*(?<rest>.*)$/;
const DIGIT_NUMBER = /^(?:[（(]?\d{1,3}[)）、]|\d{1,3}[.．](?!\d)|[①-⑳])\s*(?<rest>.*)$/;
const PRODUCT_NUMBER =
  /^(?<number>\d{1,3})\s*号(?:链接|品|商品|产品|宝贝)?(?=$|[\s:：·,，、\-—|｜(（])[\s:：·,，、\-—|｜]*(?<rest>.*)$/;
const QUESTION = /^(?:问|问题|q)\s*\d{0,2}\s*[:：.．、]\s*(?<rest>.+)$/i;
const ANSWER = /^(?:答|回答|答案|a)\s*\d{0,2}\s*[:：.．、]\s*(?<rest>.*)$/i;
const RULE = /^\s*(?:[-*_=—]\s*){3,}$/;
/** A heading is short and does not end like a sentence. */
const LONGEST_HEADING = 30;
const SENTENCE_END = /[。！？!?；;，,…~～]$/;

const looksLikeHeading = (text: string): boolean =>
  text !== '' && text.length <= LONGEST_HEADING && !SENTENCE_END.test(text);

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');

/** The one product whose title is (or is most of) the words; null where none is, or more than one could be meant. */
const productTitled = (words: string, products: readonly NamedProduct[]): ProductId | null => {
  const asked = fold(words);
  if (asked.length < 2) return null;
  const exact = products.filter(({ title }) => fold(title) === asked);
  if (exact.length === 1) return exact[0]?.productId ?? null;
  const near = products.filter(({ title }) => {
    const name = fold(title);
    const [shorter, longer] = name.length < asked.length ? [name, asked] : [asked, name];
    return shorter.length >= 3 && shorter.length * 2 >= longer.length && longer.includes(shorter);
  });
  return near.length === 1 ? (near[0]?.productId ?? null) : null;
};

interface Named {
  readonly productId: ProductId | null;
  readonly kind: ScriptKind | null;
  readonly title: string;
}

/** What a heading's words say: a product by number or title, a kind, and the title that is left. */
const readHeading = (words: string, products: readonly NamedProduct[]): Named => {
  const numbered = PRODUCT_NUMBER.exec(words);
  const number = Number(numbered?.groups?.number);
  const byNumber = numbered === null ? undefined : products.find((product) => product.number === number);
  const rest = byNumber === undefined ? words : (numbered?.groups?.rest ?? '');
  const whole = kindNamed(rest);
  const start = whole === null ? kindAtStart(rest) : null;
  const parts = rest.split(/\s*[·:：|｜—-]\s*|\s+/).filter((part) => part !== '');
  const part =
    whole === null && start === null && parts.length > 1 ? parts.find((each) => kindNamed(each) !== null) : undefined;
  const kind = whole ?? start?.kind ?? (part === undefined ? null : kindNamed(part));
  const left =
    whole !== null
      ? ''
      : start !== null
        ? start.rest
        : part === undefined
          ? rest
          : parts.filter((each) => each !== part).join(' ');
  const byTitle = byNumber === undefined ? productTitled(left, products) : null;
  return {
    productId: byNumber?.productId ?? byTitle,
    kind,
    title:
      byNumber !== undefined && productTitled(left, products) === byNumber.productId
        ? ''
        : byTitle !== null
          ? ''
          : left,
  };
};

type Strength = 'mark' | 'chinese' | 'digit' | 'blank';

/** The marks by which this text is divided: the weaker ones count only where no stronger one does. */
const strengthOf = (lines: readonly SourceLine[], products: readonly NamedProduct[]): Strength => {
  let strength: Strength = 'blank';
  for (const { text, level } of lines) {
    const line = text.trim();
    if (
      level !== null ||
      MARKDOWN_HEADING.test(line) ||
      BRACKETED.test(line) ||
      kindNamed(line) !== null ||
      kindAtStart(line) !== null
    )
      return 'mark';
    if (isProductLine(line, products)) return 'mark';
    if (CHINESE_NUMBER.test(line)) strength = 'chinese';
    else if (strength === 'blank' && DIGIT_NUMBER.test(line)) strength = 'digit';
  }
  return strength;
};

const isProductLine = (line: string, products: readonly NamedProduct[]): boolean => {
  const number = PRODUCT_NUMBER.exec(line)?.groups?.number;
  if (number !== undefined && looksLikeHeading(line))
    return products.some((product) => product.number === Number(number));
  return looksLikeHeading(line) && productTitled(line, products) !== null;
};

/** What begins with this line: a heading's words and the text that follows them on the line; null for plain text. */
const readMark = (
  { text, level }: SourceLine,
  strength: Strength,
  products: readonly NamedProduct[],
): { readonly heading: string; readonly rest: string; readonly kind: ScriptKind | null } | null => {
  const line = text.trim();
  if (line === '') return null;
  if (level !== null) return { heading: withoutNumber(line), rest: '', kind: null };
  const markdown = MARKDOWN_HEADING.exec(line)?.[2];
  if (markdown !== undefined) return { heading: withoutNumber(withoutBrackets(markdown)), rest: '', kind: null };
  const bracketed = BRACKETED.exec(line)?.groups;
  if (bracketed !== undefined) {
    const { title = '', rest = '' } = bracketed;
    // [比心] and the like within a sentence are no headings: what stands behind must be a heading or be named.
    return looksLikeHeading(rest)
      ? { heading: `${title} ${rest}`.trim(), rest: '', kind: null }
      : { heading: title, rest, kind: null };
  }
  const isWeak = strength !== 'mark';
  for (const [pattern, own] of [
    [CHINESE_NUMBER, 'chinese'],
    [DIGIT_NUMBER, 'digit'],
  ] as const) {
    const rest = pattern.exec(line)?.groups?.rest;
    if (rest === undefined) continue;
    const names = readHeading(rest, products);
    if (strength === own || names.kind !== null || names.productId !== null) {
      const start = kindAtStart(rest);
      if (start !== null && !looksLikeHeading(start.rest)) return { heading: '', rest: start.rest, kind: start.kind };
      return looksLikeHeading(rest) ? { heading: rest, rest: '', kind: null } : { heading: '', rest, kind: null };
    }
  }
  if (kindNamed(line) !== null || isProductLine(line, products)) return { heading: line, rest: '', kind: null };
  const start = kindAtStart(line);
  if (start !== null && !isWeak) return { heading: '', rest: start.rest, kind: start.kind };
  return null;
};

const withoutBrackets = (words: string): string => {
  const { title, rest = '' } = BRACKETED.exec(words)?.groups ?? {};
  return title === undefined ? words : `${title} ${rest}`.trim();
};

const withoutNumber = (words: string): string => {
  const rest = (CHINESE_NUMBER.exec(words) ?? DIGIT_NUMBER.exec(words))?.groups?.rest;
  return rest === undefined || rest === '' ? words : rest;
};

interface OpenBlock {
  kind: ScriptKind | null;
  productId: ProductId | null;
  title: string;
  readonly lines: string[];
  readonly firstLine: number;
}

/** Blocks in the order of the text. A heading without text of its own names the product or the kind of what follows. */
export const splitLines = (lines: readonly SourceLine[], products: readonly NamedProduct[]): SplitScript => {
  const strength = strengthOf(lines, products);
  const blocks: SplitBlock[] = [];
  const refused: RefusedBlock[] = [];
  const leftOut: { readonly line: number; readonly text: string }[] = [];
  let product: ProductId | null = null;
  let kind: ScriptKind | null = null;
  let open: OpenBlock | null = null;

  const end = (lastLine: number): void => {
    const ended = open;
    open = null;
    if (ended === null) return;
    const title = tidyLine(ended.title);
    const body = tidyText(ended.lines.join('\n'));
    if (body === '') {
      if (title !== '') leftOut.push({ line: ended.firstLine, text: title });
      return;
    }
    const isTitle = title.length <= LONGEST_TITLE;
    const draft = tidyDraft({
      kind: ended.kind ?? 'custom',
      productId: ended.productId,
      title: isTitle ? title : '',
      text: isTitle ? body : `${title}\n${body}`,
      tags: [],
      isDraftedByAi: false,
    });
    const place = { firstLine: ended.firstLine, lastLine };
    const objection = objectToDraft(draft);
    if (objection === null) blocks.push({ draft, ...place });
    else refused.push({ objection, title: draft.title, ...place });
  };
  const begin = (line: number, block: Partial<Omit<OpenBlock, 'lines' | 'firstLine'>>, text: string): OpenBlock => {
    end(line - 1);
    return { kind, productId: product, title: '', ...block, lines: text === '' ? [] : [text], firstLine: line };
  };

  for (const [index, source] of lines.entries()) {
    const at = index + 1;
    const line = source.text;
    if (source.level === null && RULE.test(line)) {
      end(at);
      continue;
    }
    const asked: string | undefined = QUESTION.exec(line.trim())?.groups?.rest;
    if (asked !== undefined) {
      open = begin(at, { kind: 'faq', title: asked }, '');
      continue;
    }
    const answer = ANSWER.exec(line.trim())?.groups?.rest;
    const current: OpenBlock | null = open;
    if (answer !== undefined && current !== null && current.kind === 'faq' && current.lines.length === 0) {
      current.lines.push(answer);
      continue;
    }
    const mark = readMark(source, strength, products);
    if (mark !== null) {
      const named = readHeading(mark.heading, products);
      if (named.productId !== null && named.productId !== product) {
        product = named.productId;
        kind = null;
      }
      if (strength === 'mark') kind = named.kind ?? mark.kind ?? null;
      const own = named.kind ?? mark.kind;
      if (named.productId === null && (own === 'opening' || own === 'closing')) product = null;
      open = begin(at, { kind: own, productId: product, title: named.title }, mark.rest);
      continue;
    }
    if (line.trim() === '') {
      if (strength === 'blank') end(at - 1);
      else current?.lines.push('');
      continue;
    }
    if (current === null) open = begin(at, {}, line);
    else current.lines.push(line);
  }
  end(lines.length);
  return { blocks, refused, leftOut };
};

/** A whole text, as it was pasted or read from a file. */
export const splitScript = (text: string, products: readonly NamedProduct[]): SplitScript =>
  splitLines(
    text
      .replace(/\r\n?|[\x85\u2028\u2029]/g, '\n')
      .split('\n')
      .map((line) => ({ text: line, level: null })),
    products,
  );
