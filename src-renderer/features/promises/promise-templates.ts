// What is promised on air again and again; the words stand in the catalogue, under their kind.

import type { PromiseKind } from '../../../src-main/contract/promise-documents.ts';

export const PROMISE_TEMPLATES: Readonly<Record<PromiseKind, readonly string[]>> = {
  gift: ['sample', 'double', 'card'],
  price: ['lowest', 'guard', 'hold'],
  shipping: ['twoDays', 'today', 'insured'],
  other: ['return', 'wash', 'reply'],
};
