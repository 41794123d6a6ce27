// The baseline of the fold: the same events into one-second buckets of typed arrays, a set of viewers, a map of products.

import type { Fact } from '../../../src-main/core/fact.ts';

export interface Reference {
  readonly gmvMinor: number;
  readonly orders: number;
  readonly viewers: number;
}

const SECONDS = 24 * 3600;

export const foldReference = (facts: readonly Fact[], startedAt: number): Reference => {
  const online = new Float64Array(SECONDS);
  const gmv = new Float64Array(SECONDS);
  const orders = new Float64Array(SECONDS);
  const chats = new Float64Array(SECONDS);
  const likes = new Float64Array(SECONDS);
  const follows = new Float64Array(SECONDS);
  const viewers = new Set<string>();
  const products = new Map<string, { units: number; gmvMinor: number }>();
  let shown = 0;

  const add = (series: Float64Array, second: number, amount: number): void => {
    series[second] = (series[second] ?? 0) + amount;
  };
  for (const { at, body } of facts) {
    const second = Math.max(0, Math.floor((at - startedAt) / 1000));
    if ('viewer' in body && body.viewer !== undefined) viewers.add(body.viewer.id);
    switch (body.type) {
      case 'chat':
        add(chats, second, 1);
        break;
      case 'like':
        add(likes, second, body.count);
        break;
      case 'follow':
        add(follows, second, 1);
        break;
      case 'audience':
        online[second] = body.online ?? Number.NaN;
        break;
      case 'product.shown':
        shown += body.people;
        break;
      case 'order.paid':
        add(gmv, second, body.order.total.minor);
        add(orders, second, 1);
        viewers.add(body.order.buyer.id);
        for (const { productId, quantity, unitPrice } of body.order.lines) {
          const sold = products.get(productId) ?? { units: 0, gmvMinor: 0 };
          sold.units += quantity;
          sold.gmvMinor += unitPrice.minor * quantity;
          products.set(productId, sold);
        }
    }
  }
  if (shown < 0) throw new RangeError('nobody can be shown less than nothing');
  const total = (series: Float64Array): number => series.reduce((sum, value) => sum + value, 0);
  return { gmvMinor: total(gmv), orders: total(orders), viewers: viewers.size };
};
