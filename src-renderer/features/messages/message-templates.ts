// What is said to hosts again and again; the words of each stand in the catalogue, under its kind.

import type { MessageKind } from '../../../src-main/core/host-message.ts';

export const MESSAGE_TEMPLATES: Readonly<Record<MessageKind, readonly string[]>> = {
  text: ['slower', 'faster', 'price', 'stock', 'questions', 'benefit', 'wrapUp'],
  product: [],
  timer: ['deal', 'wrapUp', 'next'],
  correction: ['price', 'claim'],
  flash: ['lookHere', 'sound', 'hold'],
};
