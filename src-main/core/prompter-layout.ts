// The prompter's text as it lies on the screen: sections and their lines in pixels, and places in it that outlive an edit.

import { carryOffset } from './script-diff.ts';
import { DEFAULT_PACE } from './speaking-time.ts';
import { type Duration, duration } from './units.ts';

/** A block of the script where it stands on the prompter; `top` in pixels from the top of the whole text. */
export interface LaidSection {
  /** Unique on the prompter: one block may be said for several cues. */
  readonly sectionId: string;
  /** The cue that it belongs to; null for words outside any. */
  readonly cueId: string | null;
  readonly text: string;
  readonly top: number;
  /** At the default pace, see `speakingTime`. */
  readonly spokenMs: Duration;
  /** Where each line begins: in UTF-16 units of `text`, and in pixels from the top of the whole text. Never empty. */
  readonly lines: readonly { readonly offset: number; readonly top: number }[];
}

/** Sections in reading order, each reaching to the top of the next. */
export interface PrompterLayout {
  readonly sections: readonly LaidSection[];
  /** Of the whole text, in pixels. */
  readonly height: number;
  readonly lineHeight: number;
  /** Of the part of the screen that shows text. */
  readonly viewportHeight: number;
}

export const EMPTY_LAYOUT: PrompterLayout = { sections: [], height: 0, lineHeight: 1, viewportHeight: 0 };

/** A letter of a section, and how far its line's top lies above the reading line, in lines. */
export interface PrompterAnchor {
  readonly sectionId: string;
  readonly offset: number;
  readonly linesPast: number;
}

/** The last of the places that does not lie beyond `position`; 0 where all do. */
const lastBefore = (tops: readonly { readonly top: number }[], position: number): number => {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle]?.top ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Rounding of the screen's pixels must not put a line's top into the line before. */
const SLACK = 0.5;

export const sectionAt = ({ sections }: PrompterLayout, position: number): number =>
  lastBefore(sections, position + SLACK);

export const lineTopAt = (layout: PrompterLayout, position: number): number => {
  const section = layout.sections[sectionAt(layout, position)];
  return section?.lines[lastBefore(section.lines, position + SLACK)]?.top ?? 0;
};

const bottomOf = ({ sections, height }: PrompterLayout, index: number): number => sections[index + 1]?.top ?? height;

/** The position at which the last line lies on the reading line. */
export const lastPosition = ({ sections }: PrompterLayout): number => sections.at(-1)?.lines.at(-1)?.top ?? 0;

export const clampPosition = (layout: PrompterLayout, position: number): number =>
  Math.min(Math.max(0, position), lastPosition(layout));

/** Null where there is no text. */
export const anchorAt = (layout: PrompterLayout, position: number): PrompterAnchor | null => {
  const section = layout.sections[sectionAt(layout, position)];
  const line = section?.lines[lastBefore(section.lines, position + SLACK)];
  if (section === undefined || line === undefined) return null;
  return {
    sectionId: section.sectionId,
    offset: line.offset,
    linesPast: (position - line.top) / layout.lineHeight,
  };
};

/** Null where the anchor's section is not on the prompter any more. */
export const positionOf = (layout: PrompterLayout, anchor: PrompterAnchor): number | null => {
  const section = layout.sections.find(({ sectionId }) => sectionId === anchor.sectionId);
  if (section === undefined) return null;
  const line = section.lines.findLast(({ offset }) => offset <= anchor.offset) ?? section.lines[0];
  return clampPosition(layout, (line?.top ?? section.top) + anchor.linesPast * layout.lineHeight);
};

/** The same place after an edit: the same letter, or where its section is gone, the beginning of the one that followed. */
export const carryAnchor = (
  anchor: PrompterAnchor,
  before: PrompterLayout,
  after: PrompterLayout,
): PrompterAnchor | null => {
  const index = before.sections.findIndex(({ sectionId }) => sectionId === anchor.sectionId);
  const old = before.sections[index];
  const now = after.sections.find(({ sectionId }) => sectionId === anchor.sectionId);
  if (now !== undefined) {
    const offset =
      old === undefined || old.text === now.text ? anchor.offset : carryOffset(old.text, now.text, anchor.offset);
    return { ...anchor, offset };
  }
  const left = new Set(after.sections.map(({ sectionId }) => sectionId));
  const next = before.sections.slice(index + 1).find(({ sectionId }) => left.has(sectionId));
  if (next !== undefined) return { sectionId: next.sectionId, offset: 0, linesPast: 0 };
  const last = after.sections.at(-1);
  return last === undefined ? null : { sectionId: last.sectionId, offset: last.text.length, linesPast: 0 };
};

const scaled = (spokenMs: number, charactersPerMinute: number): number =>
  (spokenMs * DEFAULT_PACE.charactersPerMinute) / charactersPerMinute;

/** How long the text from one position to another takes to say. */
export const spokenBetween = (
  layout: PrompterLayout,
  from: number,
  to: number,
  charactersPerMinute: number,
): Duration => {
  let ms = 0;
  for (let index = sectionAt(layout, from); index < layout.sections.length; index += 1) {
    const section = layout.sections[index];
    if (section === undefined || section.top >= to) break;
    const bottom = bottomOf(layout, index);
    const height = bottom - section.top;
    const part = Math.min(to, bottom) - Math.max(from, section.top);
    if (height > 0 && part > 0) ms += scaled(section.spokenMs, charactersPerMinute) * (part / height);
  }
  return duration(ms);
};

/** Where one who speaks at this pace has come to after `ms`. */
export const positionAfterSpeaking = (
  layout: PrompterLayout,
  from: number,
  ms: number,
  charactersPerMinute: number,
): number => {
  let position = from;
  let left = ms;
  for (let index = sectionAt(layout, from); index < layout.sections.length && left > 0; index += 1) {
    const section = layout.sections[index];
    if (section === undefined) break;
    const bottom = bottomOf(layout, index);
    const height = bottom - section.top;
    const perPixel = height > 0 ? scaled(section.spokenMs, charactersPerMinute) / height : 0;
    const needed = Math.max(0, bottom - position) * perPixel;
    if (needed > left) return position + left / perPixel;
    left -= needed;
    position = bottom;
  }
  return position;
};

/** Until the end of the section at this position, and until the end of its cue: positions in pixels. */
export const endsAt = (
  layout: PrompterLayout,
  position: number,
): { readonly section: number; readonly cue: number } => {
  const index = sectionAt(layout, position);
  const cueId = layout.sections[index]?.cueId ?? null;
  let last = index;
  while (cueId !== null && layout.sections[last + 1]?.cueId === cueId) last += 1;
  return { section: bottomOf(layout, index), cue: bottomOf(layout, last) };
};
