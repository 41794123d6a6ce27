// The approved answer to a question of the queue, looked for once as long as neither question nor scripts change.

import type { ScriptAnswer } from '../contract/script-documents.ts';
import { proposeAnswer } from '../core/faq.ts';
import { goodsIn, languageOf, scriptSubjectIn } from '../core/live-script.ts';
import { numberAsked } from '../core/question.ts';
import type { QuestionGroup } from '../core/question-queue.ts';
import type { Room } from '../core/room.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { ScriptBlock } from '../core/script.ts';
import { renderScript } from '../core/script-text.ts';
import { scriptValuesOf } from '../core/script-variable.ts';

export interface AnswerBook {
  /** Null where no approved answer fits, or its variables have no value now. */
  answerTo(room: Room, question: QuestionGroup): ScriptAnswer | null;
}

/** More questions than the desk ever shows at once. */
const MOST_KNOWN = 500;

const cueAsked = (room: Room, question: QuestionGroup): Cue | null => {
  const number = numberAsked(question.questionKey);
  return number === null ? null : (room.cues.find((cue) => cue.number === number) ?? null);
};

/** An answer's words as they are said now; null where it may not be said. */
export const sayAnswer = (room: Room, question: QuestionGroup, block: ScriptBlock): string | null => {
  const cue = cueAsked(room, question);
  const subject = scriptSubjectIn(room, cue === null ? null : goodsIn(room, cue.productId, cue.variantId));
  const rendered = renderScript(block.text, scriptValuesOf(subject, languageOf(block.text)));
  return rendered.ok ? rendered.text : null;
};

export const createAnswerBook = (blocks: () => readonly ScriptBlock[]): AnswerBook => {
  let madeOf: readonly ScriptBlock[] | null = null;
  let known = new Map<string, ScriptBlock | null>();

  const blockFor = (room: Room, { questionKey, subject, text }: QuestionGroup, cue: Cue | null): ScriptBlock | null => {
    const all = blocks();
    if (madeOf !== all || known.size > MOST_KNOWN) {
      madeOf = all;
      known = new Map();
    }
    const productId = cue?.productId ?? room.pin?.productId ?? null;
    const key = JSON.stringify([questionKey, text, productId]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = proposeAnswer({ subject, text, productId }, all)?.block ?? null;
    known.set(key, found);
    return found;
  };

  return {
    answerTo: (room, question) => {
      const block = blockFor(room, question, cueAsked(room, question));
      const text = block === null ? null : sayAnswer(room, question, block);
      return block === null || text === null ? null : { blockId: block.blockId, title: block.title, text };
    },
  };
};
