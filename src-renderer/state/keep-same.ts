// Structural sharing: what is equal in a new document stays the object it was, so that only what changed is drawn.

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keepArray = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] => {
  let isSame = before.length === after.length;
  const kept = after.map((item, index) => {
    const same = keepValue(before[index], item);
    if (same !== before[index]) isSame = false;
    return same;
  });
  return isSame ? before : kept;
};

const keepRecord = (before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> => {
  const names = Object.keys(after);
  let isSame = Object.keys(before).length === names.length;
  const kept: Record<string, unknown> = {};
  for (const name of names) {
    const same = keepValue(before[name], after[name]);
    if (same !== before[name] || !Object.hasOwn(before, name)) isSame = false;
    kept[name] = same;
  }
  return isSame ? before : kept;
};

const keepValue = (before: unknown, after: unknown): unknown => {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) return keepArray(before, after);
  if (isRecord(before) && isRecord(after)) return keepRecord(before, after);
  return after;
};

/** `after`, with every part that equals its part of `before` replaced by it; both are plain JSON. */
export const keepSame = <T>(before: T, after: T): T => keepValue(before, after) as T;
