// The questions that wait: like ones in one group, with how many ask and since when.

import type { Viewer } from './live-event.ts';
import type { Question, QuestionSubject } from './question.ts';
import type { Instant, SourceId } from './units.ts';

export interface QuestionComment {
  readonly source: SourceId;
  readonly eventId: string;
}

export interface QuestionGroup {
  readonly questionKey: string;
  readonly subject: QuestionSubject;
  text: string;
  viewer: Viewer | null;
  /** The comment that asked last, for an answer in its room. */
  comment: QuestionComment;
  count: number;
  readonly waitingSince: Instant;
  lastAskedAt: Instant;
}

export type QuestionQueue = Map<string, QuestionGroup>;

/** More than a host can ever answer; beyond it the one asked longest ago makes room. */
const MOST_GROUPS = 200;
/** A question that nobody has asked again for this long leaves the desk; the summary still counts it. */
export const FADES_AFTER_MS = 180_000;

export const askQuestion = (
  queue: QuestionQueue,
  question: Question,
  said: {
    readonly text: string;
    readonly viewer: Viewer | null;
    readonly comment: QuestionComment;
    readonly at: Instant;
  },
): void => {
  const group = queue.get(question.key);
  if (group === undefined) {
    queue.set(question.key, {
      questionKey: question.key,
      subject: question.subject,
      text: said.text,
      viewer: said.viewer,
      comment: said.comment,
      count: 1,
      waitingSince: said.at,
      lastAskedAt: said.at,
    });
    if (queue.size > MOST_GROUPS) dropOldest(queue);
    return;
  }
  group.text = said.text;
  group.viewer = said.viewer;
  group.comment = said.comment;
  group.count += 1;
  group.lastAskedAt = said.at;
};

const dropOldest = (queue: QuestionQueue): void => {
  let oldest: QuestionGroup | null = null;
  for (const group of queue.values()) if (oldest === null || group.lastAskedAt < oldest.lastAskedAt) oldest = group;
  if (oldest !== null) queue.delete(oldest.questionKey);
};

/** Those still asked about, longest waiting first. */
export const waitingQuestions = (queue: QuestionQueue, now: Instant): readonly QuestionGroup[] =>
  [...queue.values()]
    .filter(({ lastAskedAt }) => now - lastAskedAt < FADES_AFTER_MS)
    .sort((a, b) => a.waitingSince - b.waitingSince);
