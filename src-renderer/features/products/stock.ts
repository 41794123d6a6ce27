// How stock stands: the share that is left, and whether it needs a word.

export type StockTone = 'fine' | 'low' | 'out';

/** Low from a fifth of the show's opening stock down. */
export const stockOf = (stock: number, stockAtStart: number): { readonly share: number; readonly tone: StockTone } => {
  const whole = Math.max(stockAtStart, stock);
  const share = whole <= 0 ? 0 : Math.max(0, stock) / whole;
  return { share, tone: stock <= 0 ? 'out' : share <= 0.2 ? 'low' : 'fine' };
};
