// What goes to paper: all the slips that were chosen, fetched before the page is printed.

import type { PickListDocument, SlipFilter, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import { MOST_SLIPS } from '../../../src-main/contract/fulfilment-limits.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';

export const PAPER_SIZES = ['a6', 'a4'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

export type PaperJob =
  | { readonly kind: 'slips'; readonly size: PaperSize; readonly slips: readonly SlipView[] }
  | { readonly kind: 'list'; readonly list: PickListDocument };

/** Null where one of the pages was refused: half of the slips would be taken for all of them. */
export const fetchSlips = async (showId: ShowId, filter: SlipFilter): Promise<readonly SlipView[] | null> => {
  const slips: SlipView[] = [];
  while (true) {
    const reply = await request('fulfilment.slips', {
      showId,
      filter,
      search: '',
      offset: slips.length,
      limit: MOST_SLIPS,
    });
    if (!reply.ok) return null;
    slips.push(...reply.value.slips);
    if (reply.value.slips.length === 0 || slips.length >= reply.value.total) return slips;
  }
};
