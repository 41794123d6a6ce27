// Reads off the page where the prompter's sections lie, and the lines of those near the reading line; what is known is kept.

import { EMPTY_LAYOUT, type LaidSection, type PrompterLayout } from '../../../src-main/core/prompter-layout.ts';
import { speakingTime } from '../../../src-main/core/speaking-time.ts';
import type { Duration } from '../../../src-main/core/units.ts';
import { type PrompterSection, textOf } from './prompter-section.ts';

interface Line {
  readonly offset: number;
  /** Pixels from the top of its section's words. */
  readonly top: number;
}

interface Measured {
  readonly text: string;
  readonly width: number;
  readonly lineHeight: number;
  readonly lines: readonly Line[];
}

/** By the element that holds a section's words. */
export type LineCache = WeakMap<Element, Measured>;

/** By a section's pieces, which are the same object as long as its words are the same. */
const spoken = new WeakMap<PrompterSection['pieces'], Duration>();

const spokenMsOf = (section: PrompterSection): Duration => {
  const known = spoken.get(section.pieces) ?? speakingTime(textOf(section));
  spoken.set(section.pieces, known);
  return known;
};

/** Whose lines must be known now; the others have one line until they come near. */
export interface NearSections {
  /** Pixels of the text. */
  readonly from: number;
  readonly to: number;
  readonly sectionIds: ReadonlySet<string>;
}

export interface PrompterPage {
  readonly viewport: HTMLElement;
  readonly text: HTMLElement;
  /** Turned upside down: distances on the screen run the other way. */
  readonly isFlipped: boolean;
}

const USUAL_LETTERS = 22;

const topBelow = (inner: DOMRect, outer: DOMRect, isFlipped: boolean): number =>
  isFlipped ? outer.bottom - inner.bottom : inner.top - outer.top;

interface Letters {
  /** Pixels from the top of the words to the letter's line; null where the letter has no place (a line's end). */
  topOf(offset: number): number | null;
}

const lettersIn = (words: Element, isFlipped: boolean): Letters => {
  const outer = words.getBoundingClientRect();
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let start = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    nodes.push({ node, start });
    start += node.length;
  }
  const range = document.createRange();
  return {
    topOf: (offset) => {
      const found = nodes.findLast((each) => each.start <= offset);
      if (found === undefined || offset - found.start >= found.node.length) return null;
      range.setStart(found.node, offset - found.start);
      range.setEnd(found.node, offset - found.start + 1);
      const rect = range.getClientRects()[0];
      return rect === undefined ? null : topBelow(rect, outer, isFlipped);
    },
  };
};

/** Where the line that begins at `begin` ends: sought around the guess by 1, 2, 4 … letters, then by halves. */
const endOfLine = (begin: number, to: number, guess: number, isSameLine: (offset: number) => boolean): number => {
  let known = begin;
  let beyond = to;
  let at = Math.min(begin + guess, to - 1);
  for (let leap = 1; beyond - known > 1; leap *= 2) {
    const isSame = isSameLine(at);
    if (isSame) known = at;
    else beyond = at;
    const near = isSame ? at + leap : at - leap;
    at = near > known && near < beyond ? near : known + Math.floor((beyond - known) / 2);
  }
  return beyond;
};

const linesOfParagraph = (letters: Letters, from: number, to: number, lineHeight: number): readonly Line[] => {
  const topAt = (offset: number): number | null => {
    for (let at = offset; at < to; at += 1) {
      const top = letters.topOf(at);
      if (top !== null) return top;
    }
    return null;
  };
  const lines: Line[] = [];
  let begin = from;
  // Lines of Chinese are all but equally long, so that each tells where the next will end.
  let guess = USUAL_LETTERS;
  while (begin < to) {
    const top = topAt(begin);
    if (top === null) break;
    lines.push({ offset: begin, top });
    const end = endOfLine(begin, to, guess, (offset) => {
      const other = topAt(offset);
      return other === null || other < top + lineHeight / 2;
    });
    guess = end - begin;
    begin = end;
  }
  return lines;
};

const linesOf = (text: string, letters: Letters, lineHeight: number): readonly Line[] => {
  const lines: Line[] = [];
  let from = 0;
  for (const paragraph of text.split('\n')) {
    lines.push(...linesOfParagraph(letters, from, from + paragraph.length, lineHeight));
    from += paragraph.length + 1;
  }
  return lines.length > 0 ? lines : [{ offset: 0, top: 0 }];
};

const measureWords = (
  words: Element,
  text: string,
  lineHeight: number,
  isFlipped: boolean,
  cache: LineCache,
): Measured => {
  const width = words.clientWidth;
  const known = cache.get(words);
  if (known !== undefined && known.text === text && known.width === width && known.lineHeight === lineHeight)
    return known;
  const lines = linesOf(text, lettersIn(words, isFlipped), lineHeight);
  const measured: Measured = { text, width, lineHeight, lines };
  cache.set(words, measured);
  return measured;
};

export interface MeasuredPage {
  readonly layout: PrompterLayout;
  /** How far the first line lies below the top of the text: what position 0 means on the page. */
  readonly origin: number;
}

/** `sections` must be those that the page shows. */
export const measureLayout = (
  { viewport, text, isFlipped }: PrompterPage,
  sections: readonly PrompterSection[],
  near: NearSections,
  cache: LineCache,
): MeasuredPage => {
  const lineHeight = Number.parseFloat(getComputedStyle(text).lineHeight);
  const elements = text.querySelectorAll('[data-words]');
  if (sections.length === 0 || !(lineHeight > 0) || viewport.clientHeight === 0)
    return { layout: EMPTY_LAYOUT, origin: 0 };
  const outer = text.getBoundingClientRect();
  let firstTop = 0;
  const laid: LaidSection[] = sections.flatMap((section, at) => {
    const words = elements[at];
    if (words === undefined) return [];
    const said = textOf(section);
    const box = words.getBoundingClientRect();
    const from = topBelow(box, outer, isFlipped);
    const isNear =
      at === 0 ||
      at === sections.length - 1 ||
      (from < near.to && from + box.height > near.from) ||
      near.sectionIds.has(section.sectionId);
    const lines = isNear
      ? measureWords(words, said, lineHeight, isFlipped, cache).lines
      : [{ offset: 0, top: firstTop }];
    // All sections begin with a line of the same letters, so that the first tells of those that are not read off.
    if (at === 0) firstTop = lines[0]?.top ?? 0;
    return {
      sectionId: section.sectionId,
      cueId: section.cueId,
      text: said,
      spokenMs: spokenMsOf(section),
      top: from + (lines[0]?.top ?? 0),
      lines: lines.map(({ offset, top }) => ({ offset, top: from + top })),
    };
  });
  const origin = laid[0]?.top ?? 0;
  const layout: PrompterLayout = {
    sections: laid.map((section) => ({
      ...section,
      top: section.top - origin,
      lines: section.lines.map(({ offset, top }) => ({ offset, top: top - origin })),
    })),
    height: outer.height - origin,
    lineHeight,
    viewportHeight: viewport.clientHeight,
  };
  return { layout, origin };
};
