// Phrases of a script or a cue that are a promise once they are said: {承诺:…}, in English {promise:…}.

import type { PromiseKind } from './promise.ts';
import { promisesIn } from './script-text.ts';
import type { ScriptValues } from './script-variable.ts';

const WORDS: readonly (readonly [PromiseKind, RegExp])[] = [
  ['gift', /赠|送|gift|free/iu],
  ['shipping', /发货|发出|寄|包邮|到货|ship|deliver|dispatch/iu],
  ['price', /价|差价|price|cheap/iu],
];

/** A first guess, which a person may change. */
export const guessPromiseKind = (text: string): PromiseKind =>
  WORDS.find(([, words]) => words.test(text))?.[0] ?? 'other';

export interface PromisePhrase {
  readonly kind: PromiseKind;
  readonly text: string;
}

/** In reading order, each once; one whose variables have no value now is left out, as the host does not read it either. */
export const promisePhrases = (text: string, values: ScriptValues): readonly PromisePhrase[] =>
  [...new Set(promisesIn(text, values))].map((phrase) => ({ kind: guessPromiseKind(phrase), text: phrase }));
