// Whether a show's sales are known at all: where nobody tells of orders, none is a dash, not 0.

import { wasHeard } from './coverage.ts';
import type { Room } from './room.ts';

/** By a source that tells of orders, by claims that the desk takes, or by any order that is there. */
export const areSalesKnown = ({ coverage, tally }: Room): boolean =>
  wasHeard(coverage, ['order.paid']) || tally.claimBook.windows.size > 0 || tally.orders.orders.size > 0;
