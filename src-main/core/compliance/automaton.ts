// Finds every one of many patterns in one pass over a row of characters (Aho and Corasick, 1975).

export interface Automaton {
  /** The state after `unit` in `state`; 0 is the start. */
  readonly step: (state: number, unit: number) => number;
  /** The patterns that end in a state, longest first; undefined where none does. */
  readonly endings: readonly (readonly number[] | undefined)[];
}

interface Node {
  readonly next: Map<number, number>;
  fail: number;
  own: number[];
}

const newNode = (): Node => ({ next: new Map(), fail: 0, own: [] });

/** The nodes of a trie in the order of their depth, with the fail link of each set. */
const linkFails = (nodes: readonly Node[]): void => {
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    const node = nodes[state];
    if (node === undefined) continue;
    for (const [unit, childState] of node.next) {
      queue.push(childState);
      const child = nodes[childState];
      if (child === undefined || state === 0) continue;
      let fail = node.fail;
      while (fail !== 0 && nodes[fail]?.next.get(unit) === undefined) fail = nodes[fail]?.fail ?? 0;
      child.fail = nodes[fail]?.next.get(unit) ?? 0;
      child.own.push(...(nodes[child.fail]?.own ?? []));
    }
  }
};

const HASH_A = 0x9e3779b1;
const HASH_B = 0x85ebca6b;

/** `patterns` are rows of UTF-16 code units; the number of a pattern is its place. Empty ones never match. */
export const buildAutomaton = (patterns: readonly (readonly number[])[]): Automaton => {
  const nodes: Node[] = [newNode()];
  for (const [id, pattern] of patterns.entries()) {
    if (pattern.length === 0) continue;
    let state = 0;
    for (const unit of pattern) {
      const known = nodes[state]?.next.get(unit);
      if (known === undefined) {
        nodes.push(newNode());
        nodes[state]?.next.set(unit, nodes.length - 1);
        state = nodes.length - 1;
      } else state = known;
    }
    nodes[state]?.own.push(id);
  }
  linkFails(nodes);

  // One open-addressed table for all edges but the root's: a walk touches a few cache lines, not a Map a character.
  const bits = Math.max(4, Math.ceil(Math.log2(nodes.length * 2)));
  const mask = 2 ** bits - 1;
  const shift = 32 - bits;
  const states = new Int32Array(mask + 1).fill(-1);
  const letters = new Uint16Array(mask + 1);
  const targets = new Int32Array(mask + 1);
  const fails = new Int32Array(nodes.length);
  const root = new Int32Array(0x10000);
  const hash = (state: number, unit: number): number => (Math.imul(state, HASH_A) ^ Math.imul(unit, HASH_B)) >>> shift;
  for (const [state, node] of nodes.entries()) {
    fails[state] = node.fail;
    for (const [unit, target] of node.next) {
      if (state === 0) {
        root[unit] = target;
        continue;
      }
      let slot = hash(state, unit);
      while (states[slot] !== -1) slot = (slot + 1) & mask;
      states[slot] = state;
      letters[slot] = unit;
      targets[slot] = target;
    }
  }

  const step = (from: number, unit: number): number => {
    let state = from;
    while (state !== 0) {
      let slot = hash(state, unit);
      while (states[slot] !== -1) {
        if (states[slot] === state && letters[slot] === unit) return targets[slot] ?? 0;
        slot = (slot + 1) & mask;
      }
      state = fails[state] ?? 0;
    }
    return root[unit] ?? 0;
  };
  return { step, endings: nodes.map((node) => (node.own.length > 0 ? node.own : undefined)) };
};
