// What the promotion of a deal is called in Vendure: found again by its mark, however often a command is sent, and known on the lines that it made cheaper.

const MARKED = /(?:^| )Kongtai (\S+)$/;

/** Ends every name of the deal's promotion, in whichever language. */
export const dealMark = (dealId: string): string => `Kongtai ${dealId}`;

/** Buyers read it in their cart. */
export const dealNames = (dealId: string): readonly { readonly languageCode: string; readonly name: string }[] => [
  { languageCode: 'en', name: `Flash deal · ${dealMark(dealId)}` },
  { languageCode: 'zh', name: `限时闪购 · ${dealMark(dealId)}` },
];

/** Null where it is no promotion of a deal. */
export const dealOfPromotion = (name: unknown): string | null =>
  typeof name === 'string' ? (MARKED.exec(name)?.[1] ?? null) : null;
