// The orders of a show: every one with its match, what they come to once settled, and the files that they come from.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShowRow } from '../../../src-main/contract/documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import { ImportDeskProvider } from '../import/import-desk.ts';
import { ImportDialog } from '../import/import-dialog.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { OrderHistory } from './order-history.tsx';
import { ORDER_IMPORT } from './order-import-desk.ts';
import { OrderList } from './order-list.tsx';
import { OrderMaker } from './order-maker.tsx';
import styles from './orders-panel.module.css';

type Open = 'import' | 'history' | 'make' | null;

interface OrdersOfProps {
  readonly shows: readonly ShowRow[];
}

const OrdersOf = ({ shows }: OrdersOfProps) => {
  const { t, i18n } = useTranslation('orders');
  const [chosen, setChosen] = useState<ShowId | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const phase = useTopicSlice('show.current', (show) => show?.phase ?? null);
  const current = shows.find(({ isCurrent }) => isCurrent);
  const show = shows.find(({ showId }) => showId === chosen) ?? current ?? shows[0];
  if (show === undefined) return <p className={styles.none}>{t('noShow')}</p>;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  const isOnAir = show.isCurrent && phase === 'live';
  const exportAll = async (): Promise<void> => {
    const reply = await runCommand('order.export', { commandId: newCommandId(), showId: show.showId });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  return (
    <section className={styles.panel} aria-label={t('title')} data-testid="orders">
      <div className={styles.bar}>
        <label className={styles.show}>
          {t('show')}
          <select
            value={show.showId}
            data-testid="orders-show"
            onChange={(event) => setChosen(shows.find(({ showId }) => showId === event.target.value)?.showId ?? null)}
          >
            {shows.map(({ showId, title, startedAt }) => (
              <option key={showId} value={showId}>
                {startedAt === null ? title : `${title} · ${day.format(startedAt)}`}
              </option>
            ))}
          </select>
        </label>
        <div className={styles.tools}>
          <Button data-testid="orders-history" onClick={() => setOpen('history')}>
            {t('imports')}
          </Button>
          <Button data-testid="orders-export" onClick={() => void exportAll()}>
            {t('export')}
          </Button>
          <Button
            disabled={!isOnAir}
            title={isOnAir ? undefined : t('make.onAir')}
            data-testid="orders-new"
            onClick={() => setOpen('make')}
          >
            {t('new')}
          </Button>
          <Button kind="primary" data-testid="orders-import" onClick={() => setOpen('import')}>
            {t('import')}
          </Button>
        </div>
      </div>
      <OrderList key={show.showId} showId={show.showId} />
      {open === 'import' ? (
        <ImportDeskProvider value={ORDER_IMPORT}>
          <ImportDialog onClose={() => setOpen(null)} />
        </ImportDeskProvider>
      ) : null}
      {open === 'history' ? <OrderHistory onClose={() => setOpen(null)} /> : null}
      {open === 'make' ? <OrderMaker onClose={() => setOpen(null)} /> : null}
    </section>
  );
};

const readShows = () => request('show.list', {});

export const OrdersPanel = () => {
  const shows = useDocument(readShows);
  const { again } = shows;
  const startedAt = useTopicSlice('show.current', (show) => `${show?.showId}:${show?.startedAt}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a show that has begun is another row
  useEffect(again, [startedAt, again]);
  return (
    <DocumentFrame document={shows}>
      {(rows) => <OrdersOf shows={rows.filter((show) => show.startedAt !== null && show.phase !== 'draft')} />}
    </DocumentFrame>
  );
};
