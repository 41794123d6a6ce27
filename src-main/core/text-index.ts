// Finds texts by any part of them: pairs of Han characters lead to candidates, every candidate is verified.

export interface TextIndex {
  /** Keeps a folded text under a key that counts from 0; '' forgets it. */
  put(key: number, text: string): void;
  textOf(key: number): string;
  /** The keys whose text holds every word, in no order; `words` are folded and not empty. */
  find(words: readonly string[]): ReadonlySet<number>;
}

const isHan = (unit: number): boolean => unit >= 0x3400 && unit <= 0x9fff;

const eachPair = (text: string, see: (pair: string) => void): void => {
  let wasHan = false;
  for (let at = 0; at < text.length; at += 1) {
    const is = isHan(text.charCodeAt(at));
    if (is && wasHan) see(text.slice(at - 1, at + 1));
    wasHan = is;
  }
};

export const createTextIndex = (): TextIndex => {
  const texts: string[] = [];
  /** By pair: keys that have, or once had, it. */
  const keysByPair = new Map<string, number[]>();

  /** The shortest list of keys that any pair of the words leads to; null where they have no pair. */
  const candidates = (words: readonly string[]): readonly number[] | null => {
    let fewest: readonly number[] | null = null;
    for (const word of words) {
      eachPair(word, (pair) => {
        const keys = keysByPair.get(pair) ?? [];
        if (fewest === null || keys.length < fewest.length) fewest = keys;
      });
    }
    return fewest;
  };

  return {
    put: (key, text) => {
      const before = texts[key] ?? '';
      if (before === text) return;
      while (texts.length < key) texts.push('');
      texts[key] = text;
      const seen = new Set<string>();
      eachPair(before, (pair) => seen.add(pair));
      eachPair(text, (pair) => {
        if (seen.has(pair)) return;
        seen.add(pair);
        const keys = keysByPair.get(pair);
        if (keys === undefined) keysByPair.set(pair, [key]);
        else keys.push(key);
      });
    },
    textOf: (key) => texts[key] ?? '',
    find: (words) => {
      const found = new Set<number>();
      const see = (key: number): void => {
        const text = texts[key] ?? '';
        if (text !== '' && words.every((word) => text.includes(word))) found.add(key);
      };
      const few = candidates(words);
      if (few !== null) for (const key of few) see(key);
      else for (let key = 0; key < texts.length; key += 1) see(key);
      return found;
    },
  };
};
