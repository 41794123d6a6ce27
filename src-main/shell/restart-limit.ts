// When something that fell over may be started again: soon at first, then later, and at last not by itself.

export interface RestartLimit {
  /** The wait before each try, in ms; the last one holds for all that follow. */
  readonly delaysMs: readonly [number, ...number[]];
  /** More than `most` falls `withinMs` are too many. */
  readonly most: number;
  readonly withinMs: number;
}

/** `falls` are the times of all falls, the newest last, in ms of any clock that never goes back. Null: no more tries. */
export const delayBeforeRestart = (limit: RestartLimit, falls: readonly number[]): number | null => {
  const newest = falls.at(-1) ?? 0;
  const recent = falls.filter((at) => newest - at < limit.withinMs).length;
  if (recent > limit.most) return null;
  const step = Math.min(Math.max(recent, 1), limit.delaysMs.length);
  return limit.delaysMs[step - 1] ?? limit.delaysMs[0];
};
