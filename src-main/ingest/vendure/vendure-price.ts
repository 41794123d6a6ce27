// What a percentage off makes a piece cost in Vendure, which rounds the discount first and the tax after; and the percentage that makes it cost just so.

export interface ShopPrice {
  /** Minor units, with tax or without it as the channel keeps its prices. */
  readonly listMinor: number;
  readonly isWithTax: boolean;
  /** 13 for 13 %. */
  readonly taxPercent: number;
}

const withTax = ({ isWithTax, taxPercent }: ShopPrice, minor: number): number =>
  isWithTax ? minor : Math.round(minor + minor * (taxPercent / 100));

/** What a buyer pays for one piece, in minor units. */
export const priceAfter = (shop: ShopPrice, percent: number): number =>
  withTax(shop, shop.listMinor + Math.round(-shop.listMinor * (percent / 100)));

/** The whole amounts that the shop may be left with around a price, dearest last. */
const leftAround = ({ isWithTax, taxPercent }: ShopPrice, priceMinor: number): readonly number[] => {
  const about = Math.floor(isWithTax ? priceMinor : priceMinor / (1 + taxPercent / 100));
  return [about - 1, about, about + 1, about + 2].filter((left) => left > 0);
};

/** Null where rounding leaves no percentage that makes it so. */
export const percentFor = (shop: ShopPrice, priceMinor: number): number | null => {
  for (const left of leftAround(shop, priceMinor)) {
    const percent = (1 - left / shop.listMinor) * 100;
    if (percent > 0 && priceAfter(shop, percent) === priceMinor) return percent;
  }
  return null;
};

/** The prices next to one that the shop cannot make, the lower first. */
export const nearestPrices = (shop: ShopPrice, priceMinor: number): readonly number[] => {
  const makes = leftAround(shop, priceMinor)
    .filter((left) => left < shop.listMinor)
    .map((left) => withTax(shop, left));
  const below = makes.filter((price) => price < priceMinor).at(-1);
  const above = makes.find((price) => price > priceMinor);
  return [below, above].filter((price) => price !== undefined);
};
