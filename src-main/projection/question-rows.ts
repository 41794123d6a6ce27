// The questions that wait, as the desk lists them.

import type { QuestionRow } from '../contract/topics.ts';
import { toDisplayText } from '../core/display-text.ts';
import { waitingQuestions } from '../core/question-queue.ts';
import type { Room } from '../core/room.ts';
import type { Instant } from '../core/units.ts';
import type { AnswerBook } from './answer-book.ts';
import { toViewerView } from './viewer-view.ts';

const MOST_ROWS = 30;
const TEXT_GRAPHEMES = 120;

export const toQuestionRows = (room: Room, answers: AnswerBook, now: Instant): readonly QuestionRow[] =>
  waitingQuestions(room.tally.questions, now)
    .slice(0, MOST_ROWS)
    .map((question) => ({
      questionKey: question.questionKey,
      subject: question.subject,
      text: toDisplayText(question.text, TEXT_GRAPHEMES),
      viewer: question.viewer === null ? null : toViewerView(question.viewer),
      source: question.comment.source,
      count: question.count,
      waitingSince: question.waitingSince,
      answer: answers.answerTo(room, question),
    }));
