// How a Chinese title sounds, so that it is found by pinyin and by initials: «kouhong», «kh».

import { pinyin } from 'pinyin-pro';

const LONGEST_SPELLED = 200;

/** Two lines: all syllables, all initials; '' where nothing in it is Chinese. */
export const soundOf = (title: string): string => {
  const syllables = pinyin(title.slice(0, LONGEST_SPELLED), {
    toneType: 'none',
    type: 'array',
    nonZh: 'removed',
    v: true,
  });
  if (syllables.length === 0) return '';
  return `${syllables.join('')}\n${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`;
};
