// Pinning and unpinning, the same by key, by mouse and from the palette.

import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { liveStore } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { runCommand } from '../desk/run-command.ts';

export const pinProduct = ({ productId, variantId }: Pick<ProductRow, 'productId' | 'variantId'>): void => {
  void runCommand('product.pin', { commandId: newCommandId(), productId, variantId });
};

/** «Number + Enter»; a number that the run sheet does not have is said. */
export const pinNumber = (number: number): void => {
  const product = liveStore.getState().topics['product.list']?.find((row) => row.number === number);
  if (product === undefined) showToast('attention', i18n.t('products:noNumber', { number }));
  else pinProduct(product);
};

export const unpinProduct = (): void => {
  void runCommand('product.unpin', { commandId: newCommandId() });
};
