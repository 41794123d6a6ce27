// A prompter's layout without a screen: every line holds so many letters and is so many pixels high.

import type { LaidSection, PrompterLayout } from '../../../src-main/core/prompter-layout.ts';
import { speakingTime } from '../../../src-main/core/speaking-time.ts';

export interface PlainSection {
  readonly sectionId: string;
  readonly cueId?: string | null;
  readonly text: string;
}

/** Between two sections lies the room of one line, for a heading. */
export const layText = (sections: readonly PlainSection[], letters = 20, lineHeight = 80): PrompterLayout => {
  let top = 0;
  const laid: LaidSection[] = [];
  for (const { sectionId, cueId = null, text } of sections) {
    const from = top;
    const lines: { readonly offset: number; readonly top: number }[] = [];
    let offset = 0;
    for (const paragraph of text.split('\n')) {
      for (let at = 0; at === 0 || at < paragraph.length; at += letters) {
        lines.push({ offset: offset + at, top });
        top += lineHeight;
      }
      offset += paragraph.length + 1;
    }
    laid.push({ sectionId, cueId, text, top: from, spokenMs: speakingTime(text), lines });
    top += lineHeight;
  }
  return { sections: laid, height: top, lineHeight, viewportHeight: lineHeight * 8 };
};
