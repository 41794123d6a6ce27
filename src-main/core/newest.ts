// The newest of a list that has no end: kept in their order, the older ones let go many at a time.

/** `newest` holds the last `keep` at least, once so many were put into it, and never more than twice that. */
export const keepNewest = <Item>(newest: Item[], item: Item, keep: number): void => {
  newest.push(item);
  if (newest.length > 2 * keep) newest.splice(0, newest.length - keep);
};
