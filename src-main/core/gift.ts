// A gift that goes with a product, by all that the law wants said about it (广告法 art. 8, 明码标价 art. 18).

export const GIFT_PARTS = ['name', 'spec', 'quantity', 'period', 'way'] as const;
export type GiftPart = (typeof GIFT_PARTS)[number];

/** '' for what nobody has said. */
export type Gift = Readonly<Record<GiftPart, string>>;

export const NO_GIFT: Gift = { name: '', spec: '', quantity: '', period: '', way: '' };

/** Whether there is one at all. */
export const hasGift = (gift: Gift): boolean => GIFT_PARTS.some((part) => gift[part].trim() !== '');

/** What has to be said of it and is not; nothing of which nothing is known is said. */
export const giftLacks = (gift: Gift | null): readonly GiftPart[] =>
  GIFT_PARTS.filter((part) => gift === null || gift[part].trim() === '');
