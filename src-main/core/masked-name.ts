// A viewer's name as strangers may see it: the first letter and two stars.

import { toDisplayText } from './display-text.ts';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const HIDDEN = '**';

/** 张小鹿 → 张**; of a name that holds nothing to show only the stars are left. */
export const maskName = (name: string): string => {
  const [first] = graphemes.segment(toDisplayText(name, 2));
  return first === undefined ? HIDDEN : `${first.segment}${HIDDEN}`;
};
