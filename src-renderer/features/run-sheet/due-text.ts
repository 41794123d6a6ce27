// When a cue is due, in words: a clock time where the start is known, else the time after it.

import type { CueRow, RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';

/** +0:05, +1:12: hours and minutes after the start. */
const toOffset = (ms: number): string => {
  const whole = Math.floor(ms / 60_000);
  return `+${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

export const dueText = (
  { startedAt, startsAt }: Pick<RunSheetTopic, 'startedAt' | 'startsAt'>,
  language: string,
): ((cue: Pick<CueRow, 'offsetMs' | 'isSkipped'>) => string) => {
  const start = startedAt ?? startsAt;
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return ({ offsetMs, isSkipped }) => {
    if (isSkipped) return '';
    return start === null ? toOffset(offsetMs) : clock.format(start + offsetMs);
  };
};
