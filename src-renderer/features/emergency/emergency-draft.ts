// A card that is about to be raised: about which product, since when, in which words.

import {
  type CardRow,
  type CardWords,
  type EmergencyKind,
  fillCard,
} from '../../../src-main/contract/emergency-documents.ts';
import type { PinTopic, ProductRow, ShowTopic } from '../../../src-main/contract/topics.ts';
import { type Instant, instant, type VariantId } from '../../../src-main/core/units.ts';

export const SINCE = ['segment', 'ten', 'start'] as const;
export type Since = (typeof SINCE)[number];

export interface EmergencyDraft {
  readonly kind: EmergencyKind;
  /** Null: the whole show. */
  readonly variantId: VariantId | null;
  readonly since: Since;
  /** What a person has typed over the card's words; null: as the card has them. */
  readonly typed: { readonly [Name in keyof CardWords]: string | null };
}

export const draftOf = (card: CardRow, pinned: PinTopic['pinned']): EmergencyDraft => ({
  kind: card.kind,
  variantId: card.isOfProduct ? (pinned?.variantId ?? null) : null,
  since: pinned !== null && card.isOfProduct ? 'segment' : 'ten',
  typed: { wrong: null, say: null, notice: null },
});

/** The card's words with its product, where nobody has typed others. */
export const wordsOf = (
  draft: EmergencyDraft,
  card: CardRow,
  scene: { readonly product: ProductRow | null; readonly show: string; readonly language: string },
): CardWords => {
  const words = scene.language === 'en' ? card.en : card.zh;
  const { product } = scene;
  const of =
    product === null
      ? null
      : {
          number: product.number,
          title: [product.title, product.variantTitle].filter((part) => part !== '').join(' '),
        };
  const say = (name: keyof CardWords): string => draft.typed[name] ?? fillCard(words[name], of, scene.show);
  return { wrong: say('wrong'), say: say('say'), notice: say('notice') };
};

const TEN_MINUTES_MS = 600_000;

export const sinceOf = (
  since: Since,
  scene: { readonly pin: PinTopic | null; readonly show: ShowTopic | null; readonly now: number },
): Instant => {
  const { pin, show, now } = scene;
  const tenAgo = instant(Math.round(now - TEN_MINUTES_MS));
  if (since === 'segment') return pin?.pinned?.startedAt ?? tenAgo;
  return since === 'start' ? (show?.startedAt ?? tenAgo) : tenAgo;
};
