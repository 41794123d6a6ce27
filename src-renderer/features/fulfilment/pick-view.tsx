// The pick list on screen: what to fetch, in the order of the shelves, with what is short and what is a gift.

import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickListDocument, PickRowView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './pick-view.module.css';
import type { PaperJob } from './slip-print.ts';

interface PickViewProps {
  readonly showId: ShowId;
  readonly onPrint: (job: PaperJob) => void;
}

const Row = ({ row }: { readonly row: PickRowView }) => {
  const { t } = useTranslation('fulfilment');
  const isDone = row.openUnits === 0;
  return (
    <tr data-testid="pick-row" data-done={isDone} data-short={row.shortUnits > 0}>
      <td className={styles.sku}>{row.sku}</td>
      <td>
        {row.number === null ? null : <b className={styles.number}>{row.number}</b>} <bdi>{row.title}</bdi>
        {row.variantTitle === '' ? null : <bdi className={styles.variant}>{row.variantTitle}</bdi>}
      </td>
      <td className={styles.open} data-testid="pick-open">
        {isDone ? <Badge tone="fine">{t('pick.done')}</Badge> : row.openUnits}
      </td>
      <td className={styles.count} data-testid="pick-units">
        {row.units}
      </td>
      <td className={styles.count}>{row.orders}</td>
      <td className={styles.marks}>
        {row.shortUnits > 0 ? <Badge tone="live">{t('pick.short', { count: row.shortUnits })}</Badge> : null}
        {row.giftUnits > 0 ? <Badge tone="sales">{t('pick.gift', { count: row.giftUnits })}</Badge> : null}
        {row.bundleUnits > 0 ? <Badge tone="deal">{t('pick.bundle', { count: row.bundleUnits })}</Badge> : null}
      </td>
    </tr>
  );
};

const List = ({ list, onPrint }: { readonly list: PickListDocument } & Pick<PickViewProps, 'onPrint'>) => {
  const { t } = useTranslation('fulfilment');
  return (
    <>
      <div className={styles.tools}>
        <Button data-testid="pick-print" onClick={() => onPrint({ kind: 'list', list })}>
          {t('print.list')}
        </Button>
      </div>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['sku', 'product', 'open', 'units', 'orders', 'marks'] as const).map((column) => (
                <th key={column} data-column={column}>
                  {t(`pick.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
        {list.gifts.length === 0 ? null : (
          <div className={styles.gifts} data-testid="pick-gifts">
            <h3>{t('pick.gifts')}</h3>
            <ul>
              {list.gifts.map(({ name, spec, each, count }) => (
                <li key={JSON.stringify([name, spec, each])}>
                  <bdi>
                    {t('pick.giftLine', { name: [name, spec, each].filter((part) => part !== '').join(' '), count })}
                  </bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
};

export const PickView = ({ showId, onPrint }: PickViewProps) => {
  const revision = useTopicSlice('order.state', (state) => state?.revision ?? 0);
  const list = useDocument(useCallback(() => request('fulfilment.pickList', { showId }), [showId]));
  const { again } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an order that has changed is another list
  useEffect(again, [revision, again]);
  return <DocumentFrame document={list}>{(value) => <List list={value} onPrint={onPrint} />}</DocumentFrame>;
};
