// What one can do to a deal.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import type { DealId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { deskStore } from '../../state/desk-store.ts';
import { showToast } from '../../state/toast-store.ts';
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

/** Says what the room may have seen of it. */
export const undoDeal = async (dealId: DealId): Promise<void> => {
  deskStore.getState().showDeal(dealId);
  const reply = await runCommand('deal.undo', { commandId: newCommandId(), dealId });
  if (reply.ok)
    showToast(reply.value.reach === 'no' ? 'fine' : 'attention', i18n.t(`deal:undone.${reply.value.reach}`));
};

export const settleDeal = (dealId: DealId): void => {
  void runCommand('deal.settle', { commandId: newCommandId(), dealId });
};

export const stopDeal = (dealId: DealId): void => {
  // Its end must be seen, even where another product is being explained by now.
  deskStore.getState().showDeal(dealId);
  void runCommand('deal.stop', { commandId: newCommandId(), dealId });
};
