// What the promotion of a deal is called in Vendure: found again by it, however often a command is sent, and known on the lines that it made cheaper.

const PREFIX = 'Kongtai ';

export const dealPromotion = (dealId: string): string => PREFIX + dealId;

/** Null where it is no promotion of a deal. */
export const dealOfPromotion = (name: unknown): string | null =>
  typeof name === 'string' && name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null;
