// The baseline of a check: the textbook automaton over the text as it is written, counting where words end, and nothing else.

interface Node {
  readonly next: Map<number, number>;
  fail: number;
  endings: number;
}

const newNode = (): Node => ({ next: new Map(), fail: 0, endings: 0 });

/** How often any of the words ends in a text. `words` are rows of UTF-16 code units. */
export const countWords = (words: readonly (readonly number[])[]): ((text: string) => number) => {
  const nodes = [newNode()];
  const at = (state: number): Node => {
    const node = nodes[state];
    if (node === undefined) throw new RangeError(`no state ${state}`);
    return node;
  };
  for (const word of words) {
    let state = 0;
    for (const unit of word) {
      let next = at(state).next.get(unit);
      if (next === undefined) {
        next = nodes.push(newNode()) - 1;
        at(state).next.set(unit, next);
      }
      state = next;
    }
    at(state).endings += 1;
  }
  const after = (from: number, unit: number): number => {
    let state = from;
    let next = at(state).next.get(unit);
    while (next === undefined && state !== 0) {
      state = at(state).fail;
      next = at(state).next.get(unit);
    }
    return next ?? 0;
  };
  const queue = [...at(0).next.values()];
  for (const state of queue) {
    for (const [unit, child] of at(state).next) {
      queue.push(child);
      at(child).fail = after(at(state).fail, unit);
      at(child).endings += at(at(child).fail).endings;
    }
  }
  return (text) => {
    let [state, found] = [0, 0];
    for (let place = 0; place < text.length; place += 1) {
      state = after(state, text.charCodeAt(place));
      found += at(state).endings;
    }
    return found;
  };
};
