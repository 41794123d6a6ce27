// The four things one can do to a deal.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import type { DealId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { deskStore } from '../../state/desk-store.ts';
import { runCommand } from '../desk/run-command.ts';
import type { DealTermsInput } from './deal-draft.ts';

export const armDeal = (
  { productId, variantId }: Pick<ProductRow, 'productId' | 'variantId'>,
  terms: DealTermsInput,
): Promise<Reply<{ dealId: DealId }>> =>
  runCommand('deal.arm', { commandId: newCommandId(), productId, variantId, ...terms });

export const disarmDeal = (dealId: DealId): void => {
  void runCommand('deal.disarm', { commandId: newCommandId(), dealId });
};

export const fireDeal = (dealId: DealId): void => {
  deskStore.getState().showDeal(dealId);
  void runCommand('deal.fire', { commandId: newCommandId(), dealId });
};

export const stopDeal = (dealId: DealId): void => {
  // Its end must be seen, even where another product is being explained by now.
  deskStore.getState().showDeal(dealId);
  void runCommand('deal.stop', { commandId: newCommandId(), dealId });
};
