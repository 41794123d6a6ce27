// The words by which people mark what a part of a script is for: 开场白, 报价, 【逼单】, Closing …

import type { ScriptKind } from './script.ts';

export const KIND_NAMES: Readonly<Record<ScriptKind, { readonly zh: string; readonly en: string }>> = {
  opening: { zh: '开场', en: 'Opening' },
  selling_point: { zh: '卖点', en: 'Selling point' },
  price: { zh: '报价', en: 'Price' },
  urgency: { zh: '逼单', en: 'Urgency' },
  faq: { zh: '答疑', en: 'FAQ' },
  closing: { zh: '收尾', en: 'Closing' },
  custom: { zh: '自定', en: 'Custom' },
};

/** In the order in which they are looked for; longer words stand before the shorter ones that they contain. */
const KIND_WORDS: readonly (readonly [ScriptKind, string])[] = [
  ['opening', '开场白|开场|开播|暖场|欢迎语|欢迎词|引入|opening|intro|welcome'],
  ['price', '价格机制|报价|报机制|价格|机制|放价|price|pricing|offer'],
  ['urgency', '逼单|催单|促单|踢单|逼定|抢购|urgency|call to action|last call'],
  ['faq', '答疑|问答|常见问题|互动答疑|faq|q&a|questions'],
  ['closing', '收尾|结束语|结尾|下播|感谢语|返场预告|closing|outro|goodbye'],
  ['selling_point', '产品卖点|产品介绍|商品介绍|产品讲解|卖点|讲解|功效|亮点|介绍|selling points?|features?|product'],
  ['custom', '自定义|自定|其他|备注|custom|other'],
];

/** What may stand after a kind word that still names a kind: 话术, 部分, 环节, 1, （一）. */
const TAIL =
  '(?:话术|部分|环节|段落|阶段|篇|script|part)?\\s*(?:[\\d一二三四五六七八九十]{1,2}|[（(][\\d一二三四五六七八九十]{1,2}[)）])?';

const WHOLE_LINE = KIND_WORDS.map(([kind, words]) => [kind, new RegExp(`^(?:${words})${TAIL}$`, 'i')] as const);
const AT_START = KIND_WORDS.map(
  ([kind, words]) => [kind, new RegExp(`^(?:${words})${TAIL}\\s*[:：·—|｜-]+\\s*(?<rest>.*)$`, 'i')] as const,
);

/** The kind that these words name as a whole, or null. */
export const kindNamed = (words: string): ScriptKind | null =>
  WHOLE_LINE.find(([, pattern]) => pattern.test(words.trim()))?.[0] ?? null;

/** 「逼单：现在只剩…」: a kind word, a colon or the like, and what follows it; null where a line begins otherwise. */
export const kindAtStart = (line: string): { readonly kind: ScriptKind; readonly rest: string } | null => {
  for (const [kind, pattern] of AT_START) {
    const rest = pattern.exec(line.trim())?.groups?.rest;
    if (rest !== undefined) return { kind, rest };
  }
  return null;
};
