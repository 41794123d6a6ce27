// The emergency cards in force: those that come with the program, with the words that a shop has written for them.

import type { CardRow } from '../contract/emergency-documents.ts';
import type { EmergencyKind } from '../core/emergency.ts';
import { type CardWords, EMERGENCY_CARDS, isSameWords } from '../core/emergency-card.ts';
import type { Store, Writes } from '../store/store.ts';

export interface BothWords {
  readonly zh: CardWords;
  readonly en: CardWords;
}

type OwnWords = Readonly<Partial<Record<EmergencyKind, BothWords>>>;

const KEY = 'emergency.cards';

const ownOf = (store: Pick<Store, 'setting'>): OwnWords => {
  const said = store.setting(KEY);
  return said === null ? {} : JSON.parse(said);
};

export const cardsInForce = (store: Pick<Store, 'setting'>): readonly CardRow[] => {
  const own = ownOf(store);
  return EMERGENCY_CARDS.map((card) => {
    const words = own[card.kind];
    const isOwn = words !== undefined && !(isSameWords(words.zh, card.zh) && isSameWords(words.en, card.en));
    return { ...card, ...(isOwn ? words : {}), isOwn };
  });
};

/** Null: those that came with the card. */
export const keepCardWords = (
  store: Pick<Store, 'setting'>,
  writes: Pick<Writes, 'setSetting'>,
  kind: EmergencyKind,
  words: BothWords | null,
): void => {
  const { [kind]: _before, ...others } = ownOf(store);
  writes.setSetting(KEY, JSON.stringify(words === null ? others : { ...others, [kind]: words }));
};
