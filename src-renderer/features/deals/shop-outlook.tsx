// Before a deal is fired: a shop that will not take just its price, and which prices next to it the shop can take.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopOutlookRow } from '../../../src-main/contract/deal-documents.ts';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './armed-deal.module.css';

const useShopOutlook = ({ dealId, reachesRoom }: DealView): readonly ShopOutlookRow[] => {
  const [rows, setRows] = useState<readonly ShopOutlookRow[]>([]);
  // A shop that has come back has another answer.
  const sources = useTopicSlice(
    'source.list',
    (list) => list?.map(({ sourceId, status }) => `${sourceId}${status}`).join() ?? '',
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: sources only say that it is to be asked anew
  useEffect(() => {
    if (!reachesRoom) return;
    let isWanted = true;
    void request('deal.outlook', { dealId }).then((reply) => {
      if (isWanted) setRows(reply.ok ? reply.value : []);
    });
    return () => {
      isWanted = false;
    };
  }, [dealId, reachesRoom, sources]);

  return rows;
};

export const ShopOutlook = ({ deal }: { readonly deal: DealView }) => {
  const { t, i18n } = useTranslation('deal');
  const rows = useShopOutlook(deal);
  const say = (price: DealView['price']): string => formatMoney(price, i18n.language);
  const nearestOf = ({ nearest }: ShopOutlookRow): string =>
    nearest.length === 0 ? '' : t('outlook.nearest', { prices: nearest.map(say).join(' / ') });
  return rows
    .filter(({ why }) => why !== null)
    .map((row) => (
      <p key={row.shop} className={styles.note} data-testid="deal-outlook" data-why={row.why}>
        {t(`outlook.${row.why}`, { shop: row.shop, price: say(deal.price) })}
        {nearestOf(row)}
      </p>
    ));
};
