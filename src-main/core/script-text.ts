// A script's text with its variables {直播价} and alternatives {今天|现在}: read once, rendered with the values of the moment.
// A brace or a bar that is meant as such stands behind a backslash: \{ \} \| \\. Full-width ｛ ｜ ｝ mean the same.
// {承诺:…} marks words that are a promise once they are said; they are read out like any others.

import { toDisplayText } from './display-text.ts';
import { type ScriptValues, type ScriptVariable, variableNamed } from './script-variable.ts';

/** UTF-16 offsets in the text as it was written. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ScriptNode =
  | (Span & { readonly kind: 'words'; readonly text: string })
  | (Span & { readonly kind: 'variable'; readonly name: string; readonly variable: ScriptVariable | null })
  | (Span & { readonly kind: 'choice'; readonly options: readonly (readonly ScriptNode[])[] })
  | (Span & { readonly kind: 'promise'; readonly nodes: readonly ScriptNode[] });

export type ScriptFault = Span & {
  readonly reason:
    | 'unknown_variable'
    /** Known, but without a value now: a rehearsal and the host's screen must not show a blank. */
    | 'empty_variable'
    | 'unclosed_brace'
    | 'stray_brace'
    | 'empty_braces'
    | 'too_deep';
  /** The variable's name as written; '' for a fault of braces. */
  readonly name: string;
};

/** A stretch of rendered text; `variable` where it is a value, so that a screen can set it off. */
export interface ScriptPiece {
  readonly text: string;
  readonly variable: ScriptVariable | null;
}

export type RenderedScript =
  | { readonly ok: true; readonly text: string; readonly pieces: readonly ScriptPiece[] }
  | { readonly ok: false; readonly faults: readonly ScriptFault[] };

export interface ParsedScript {
  readonly nodes: readonly ScriptNode[];
  /** Of the braces only; what variables lack depends on their values. */
  readonly faults: readonly ScriptFault[];
}

const OPEN = '{｛';
const CLOSE = '}｝';
const BAR = '|｜';
const ESCAPED = `${OPEN}${CLOSE}${BAR}\\`;
const DEEPEST = 8;
const LONGEST_VALUE = 500;

const PROMISE = /^\s*(?:承诺|promise)\s*[:：]\s*/iu;

/** What stands behind {承诺:; null where the braces mean another thing, or nothing stands there. */
const promisedIn = (nodes: readonly ScriptNode[]): readonly ScriptNode[] | null => {
  const [first, ...others] = nodes;
  if (first?.kind !== 'words') return null;
  const mark = PROMISE.exec(first.text)?.[0];
  if (mark === undefined) return null;
  const text = first.text.slice(mark.length);
  if (text === '') return others.length === 0 ? null : others;
  return [{ ...first, text, start: first.start + mark.length }, ...others];
};

/** Reads a whole text; what cannot be read is told in `faults`, and its braces stand as words. */
export const parseScript = (text: string): ParsedScript => {
  const faults: ScriptFault[] = [];
  const root: ScriptNode[] = [];
  const open: { readonly start: number; readonly options: ScriptNode[][] }[] = [];
  let words = '';
  let wordsFrom = 0;

  const here = (): ScriptNode[] => open.at(-1)?.options.at(-1) ?? root;
  const endWords = (at: number): void => {
    if (words !== '') here().push({ kind: 'words', text: words, start: wordsFrom, end: at });
    words = '';
  };
  const close = (end: number): void => {
    const frame = open.pop();
    if (frame === undefined) return;
    const { start, options } = frame;
    const [first = [], ...others] = options;
    if (others.length > 0) {
      here().push({ kind: 'choice', options, start, end });
      return;
    }
    const promised = promisedIn(first);
    if (promised !== null) {
      here().push({ kind: 'promise', nodes: promised, start, end });
      return;
    }
    const name = first
      .map((node) => (node.kind === 'words' ? node.text : ''))
      .join('')
      .trim();
    const isPlain = first.every((node) => node.kind === 'words');
    if (!isPlain || name === '') faults.push({ reason: 'empty_braces', name: '', start, end });
    else here().push({ kind: 'variable', name, variable: variableNamed(name), start, end });
  };

  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (words === '') wordsFrom = at;
    if (letter === '\\' && at + 1 < text.length && ESCAPED.includes(text.charAt(at + 1))) {
      at += 1;
      words += text.charAt(at);
    } else if (OPEN.includes(letter)) {
      if (open.length >= DEEPEST) {
        faults.push({ reason: 'too_deep', name: '', start: at, end: at + 1 });
        words += letter;
      } else {
        endWords(at);
        open.push({ start: at, options: [[]] });
      }
    } else if (CLOSE.includes(letter)) {
      if (open.length === 0) {
        faults.push({ reason: 'stray_brace', name: '', start: at, end: at + 1 });
        words += letter;
      } else {
        endWords(at);
        close(at + 1);
      }
    } else if (BAR.includes(letter) && open.length > 0) {
      endWords(at);
      open.at(-1)?.options.push([]);
    } else {
      words += letter;
    }
  }
  endWords(text.length);
  for (const { start } of open) faults.push({ reason: 'unclosed_brace', name: '', start, end: start + 1 });
  return { nodes: root, faults };
};

const walk = (nodes: readonly ScriptNode[], visit: (node: ScriptNode) => void): void => {
  for (const node of nodes) {
    visit(node);
    if (node.kind === 'choice') for (const option of node.options) walk(option, visit);
    if (node.kind === 'promise') walk(node.nodes, visit);
  }
};

/** Every place where a text asks for a value, in reading order; `variable` is null for a name that is none. */
export const variablesOf = (
  text: string,
): readonly (Span & { readonly name: string; readonly variable: ScriptVariable | null })[] => {
  const found: (Span & { readonly name: string; readonly variable: ScriptVariable | null })[] = [];
  walk(parseScript(text).nodes, (node) => {
    if (node.kind === 'variable')
      found.push({ name: node.name, variable: node.variable, start: node.start, end: node.end });
  });
  return found;
};

const shownValue = (values: ScriptValues, variable: ScriptVariable): string =>
  toDisplayText(values[variable] ?? '', LONGEST_VALUE);

/** What keeps a text from being read out with these values, wherever the choice may fall; in reading order. */
export const faultsOf = (text: string, values: ScriptValues): readonly ScriptFault[] => {
  const { nodes, faults } = parseScript(text);
  const found: ScriptFault[] = [...faults];
  walk(nodes, (node) => {
    if (node.kind !== 'variable') return;
    const { name, start, end, variable } = node;
    if (variable === null) found.push({ reason: 'unknown_variable', name, start, end });
    else if (shownValue(values, variable) === '') found.push({ reason: 'empty_variable', name, start, end });
  });
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
};

/** Which of `count` alternatives is said at the n-th place of choice (from 0); anything out of range is brought into it. */
export type Choice = (place: number, count: number) => number;

export const firstChoice: Choice = () => 0;

/** The text as the host reads it, or all that is wrong with it: never a text with a hole. */
export const renderScript = (text: string, values: ScriptValues, choice: Choice = firstChoice): RenderedScript => {
  const faults = faultsOf(text, values);
  if (faults.length > 0) return { ok: false, faults };
  const pieces: { text: string; variable: ScriptVariable | null }[] = [];
  let place = 0;
  const say = (piece: string, variable: ScriptVariable | null): void => {
    const last = pieces.at(-1);
    if (variable === null && last !== undefined && last.variable === null) last.text += piece;
    else if (piece !== '') pieces.push({ text: piece, variable });
  };
  const render = (nodes: readonly ScriptNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'words') say(node.text, null);
      else if (node.kind === 'promise') render(node.nodes);
      else if (node.kind === 'variable') {
        if (node.variable !== null) say(shownValue(values, node.variable), node.variable);
      } else {
        const picked = Math.trunc(choice(place, node.options.length));
        place += 1;
        const at = Number.isNaN(picked) ? 0 : Math.min(Math.max(0, picked), node.options.length - 1);
        render(node.options[at] ?? []);
      }
    }
  };
  render(parseScript(text).nodes);
  return { ok: true, text: pieces.map((piece) => piece.text).join(''), pieces };
};

/** The marked promises of a text as they are said, in reading order; none that lacks a value now. */
export const promisesIn = (text: string, values: ScriptValues): readonly string[] => {
  const found: string[] = [];
  walk(parseScript(text).nodes, (node) => {
    if (node.kind !== 'promise') return;
    const rendered = renderScript(text.slice(node.start + 1, node.end - 1).replace(PROMISE, ''), values);
    if (rendered.ok && rendered.text.trim() !== '') found.push(rendered.text.trim());
  });
  return found;
};

/** Plain words as a script that says just them. */
export const escapeScript = (words: string): string => words.replace(/[{}|｛｝｜\\]/g, '\\$&');
