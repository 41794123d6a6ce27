// What people type into a search: pieces of Chinese names, of codes and of Latin words, alone and together.

import { createSeededRandom } from '../../../src-main/room-server/seeded-random.ts';

const LATIN = ['nord', 'Lum', 'ière', 'NO', 'a0', 'title', 'zz'];
const NOWHERE = ['拖拉机', '起重', '鼹', 'QQ-9'];

/** `titles` and `codes` as they stand in the catalogue. */
export const makeQueries = (titles: readonly string[], codes: readonly string[], count: number): readonly string[] => {
  const random = createSeededRandom('queries');
  const piece = (text: string, shortest: number, longest: number): string => {
    const letters = [...text];
    const length = random.whole(shortest, longest);
    const from = random.whole(0, Math.max(0, letters.length - length));
    return letters.slice(from, from + length).join('');
  };
  const han = (shortest: number, longest: number): string =>
    piece(random.pick(random.pick(titles).match(/\p{Script=Han}+/gu) ?? ['红']), shortest, longest);
  const kinds: readonly (() => string)[] = [
    () => han(1, 1),
    () => han(2, 2),
    () => han(2, 2),
    () => han(3, 4),
    () => piece(random.pick(codes), 2, 7),
    () => random.pick(codes),
    () => random.pick(LATIN),
    () => random.pick(NOWHERE),
    () => `${han(1, 2)} ${piece(random.pick(codes), 1, 3)}`,
    () => `${han(2, 2)} ${han(1, 2)}`,
    () => piece(random.pick(titles), 1, 8),
  ];
  return Array.from({ length: count }, (_, at) => (kinds[at % kinds.length] ?? (() => '红'))());
};
