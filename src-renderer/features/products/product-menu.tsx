// What else can be done with a product of the run sheet: skip it or take it back in, put another one behind it.

import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Menu } from '../../ui/menu.tsx';
import { skipCue } from '../run-sheet/sheet-edits.ts';

export const ProductMenu = ({ product }: { readonly product: ProductRow }) => {
  const { t } = useTranslation('products');
  const openDialog = useDesk((desk) => desk.openDialog);
  const phase = useTopicSlice('show.current', (show) => show?.phase ?? null);
  const { variantId, number, isSkipped } = product;
  const isOnAir = phase === 'live' || phase === 'rehearsing';
  const skip = {
    name: t(isSkipped ? 'menu.restore' : 'menu.skip'),
    testId: 'menu-skip',
    onChoose: () => skipCue(variantId, !isSkipped),
  };
  const insert = {
    name: t('menu.insert'),
    testId: 'menu-insert',
    onChoose: () => openDialog({ kind: 'cue-insert', after: variantId }),
  };
  const open = {
    name: t('menu.sheet'),
    testId: 'menu-sheet',
    onChoose: () => openDialog({ kind: 'workspace', tab: 'run-sheet' }),
  };
  const items = [...(isOnAir ? [skip] : []), ...(phase === 'ended' ? [] : [insert]), open];
  return <Menu label={t('menu.open', { number })} items={items} testId="product-menu" />;
};
