// Shipping: a carrier and a number for each parcel, by hand or from a table, and the file that carriers are given.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import {
  SLIP_FILTERS,
  type SlipFilter,
  type SlipView,
  type TrackingImportView,
} from '../../../src-main/contract/fulfilment-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import { type Mark, shipSlip, takeBack, unshipSlip } from './fulfilment-commands.ts';
import packing from './pack-view.module.css';
import styles from './ship-view.module.css';
import { TrackingDialog } from './tracking-dialog.tsx';
import { TrackingHistory } from './tracking-history.tsx';
import { useSlips } from './use-slips.ts';

interface ShipViewProps {
  readonly showId: ShowId;
  readonly imports: readonly TrackingImportView[];
  readonly onMarked: () => void;
}

const TONES = { open: 'attention', packed: 'people', shipped: 'fine' } as const;
/** As the engine takes a number, spaces left out. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

interface ShipRowProps {
  readonly showId: ShowId;
  readonly slip: SlipView;
  /** What was typed last: the next parcel most likely goes the same way. */
  readonly carrier: string;
  readonly onCarrier: (carrier: string) => void;
  readonly onShipped: (mark: Mark) => void;
  readonly onMarked: () => void;
}

const ShipRow = ({ showId, slip, carrier, onCarrier, onShipped, onMarked }: ShipRowProps) => {
  const { t } = useTranslation('fulfilment');
  const [number, setNumber] = useState('');
  const shipped = slip.orders.filter(({ trackingNumber }) => trackingNumber !== '');
  const units = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const plain = number.replace(/\s+/g, '');
  const isBad = plain !== '' && !NUMBER.test(plain);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (plain === '' || isBad) return;
    const mark = await shipSlip(showId, slip, { carrier: carrier.trim(), trackingNumber: plain });
    if (mark === null) return;
    setNumber('');
    onShipped(mark);
  };
  return (
    <div className={styles.row} data-testid="ship-row" data-state={slip.state}>
      <b className={packing.number}>{slip.number}</b>
      <Badge tone={TONES[slip.state]}>{t(`state.${slip.state}`)}</Badge>
      <bdi className={packing.buyer}>{slip.buyer === '' ? t('slip.noBuyer') : slip.buyer}</bdi>
      <span className={styles.small}>{t('slip.count', { orders: slip.orders.length, units })}</span>
      {slip.state === 'shipped' ? (
        <span className={styles.sent}>
          {[...new Set(shipped.map((order) => `${order.carrier} ${order.trackingNumber}`.trim()))].map((text) => (
            <bdi key={text}>{text}</bdi>
          ))}
          <Button
            kind="quiet"
            data-testid="ship-undo"
            onClick={() => void unshipSlip(showId, slip).then((isDone) => isDone && onMarked())}
          >
            {t('ship.undo')}
          </Button>
        </span>
      ) : (
        <form className={styles.form} onSubmit={(event) => void send(event)}>
          <input
            className={styles.carrier}
            value={carrier}
            maxLength={40}
            placeholder={t('ship.carrier')}
            aria-label={t('ship.carrier')}
            data-testid="ship-carrier"
            onChange={(event) => onCarrier(event.target.value)}
          />
          <input
            className={styles.number}
            value={number}
            maxLength={60}
            spellCheck={false}
            autoComplete="off"
            placeholder={t('ship.number')}
            aria-label={t('ship.number')}
            aria-invalid={isBad}
            title={isBad ? t('ship.badNumber') : undefined}
            data-testid="ship-number"
            onChange={(event) => setNumber(event.target.value)}
          />
          <Button type="submit" disabled={plain === '' || isBad} data-testid="ship-send">
            {t('ship.send')}
          </Button>
        </form>
      )}
    </div>
  );
};

export const ShipView = ({ showId, imports, onMarked }: ShipViewProps) => {
  const { t, i18n } = useTranslation(['fulfilment', 'errors']);
  const [filter, setFilter] = useState<SlipFilter>('all');
  const [search, setSearch] = useState('');
  const [carrier, setCarrier] = useState('');
  const [last, setLast] = useState<Mark | null>(null);
  const [open, setOpen] = useState<'tracking' | 'history' | null>(null);
  const slips = useSlips(showId, filter, search);
  const { page } = slips;
  const refresh = (): void => {
    slips.again();
    onMarked();
  };
  const exportFile = async (): Promise<void> => {
    const language = i18n.language === 'en' ? 'en' : 'zh-CN';
    const reply = await runCommand('fulfilment.shippingFile', { commandId: newCommandId(), showId, language });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  const undo = async (): Promise<void> => {
    if (last === null || !(await takeBack(showId, last))) return;
    setLast(null);
    showToast('fine', t('undone'));
    refresh();
  };
  return (
    <>
      <div className={styles.tools}>
        <div className={packing.filters} role="toolbar" aria-label={t('view.ship')}>
          {SLIP_FILTERS.map((each) => (
            <button
              key={each}
              type="button"
              className={packing.filter}
              aria-pressed={each === filter}
              data-testid={`ship-${each}`}
              onClick={() => setFilter(each)}
            >
              {t(`filter.${each}`)} <b>{page === null ? '' : page.progress[each]}</b>
            </button>
          ))}
        </div>
        <input
          type="search"
          className={`${packing.search} ${styles.search}`}
          value={search}
          maxLength={200}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className={styles.ways}>
          <Button data-testid="tracking-history" onClick={() => setOpen('history')}>
            {t('ship.imports')}
          </Button>
          <Button title={t('ship.exportHint')} data-testid="shipping-export" onClick={() => void exportFile()}>
            {t('ship.export')}
          </Button>
          <Button kind="primary" data-testid="tracking-import" onClick={() => setOpen('tracking')}>
            {t('ship.import')}
          </Button>
        </div>
      </div>
      {last === null ? null : (
        <div className={packing.last} role="status" data-testid="shipped-notice">
          {t('ship.sent', { number: last.number })}
          <Button data-testid="ship-take-back" onClick={() => void undo()}>
            {t('undo')}
          </Button>
        </div>
      )}
      <div className={packing.list} data-testid="ship-list" data-total={page?.total ?? ''}>
        {slips.refused === null ? null : (
          <p className={packing.empty} role="alert">
            {t(`errors:${slips.refused.code}`, { ...slips.refused.details })}
          </p>
        )}
        {page?.total === 0 ? (
          <p className={packing.empty}>{t('none')}</p>
        ) : (
          <Virtuoso
            className={packing.scroller}
            totalCount={page?.total ?? 0}
            defaultItemHeight={44}
            rangeChanged={({ startIndex, endIndex }) => slips.see(startIndex, endIndex)}
            computeItemKey={(index) => slips.slip(index)?.key ?? index}
            itemContent={(index) => {
              const slip = slips.slip(index);
              return slip === undefined ? (
                <div className={styles.row} />
              ) : (
                <ShipRow
                  showId={showId}
                  slip={slip}
                  carrier={carrier}
                  onCarrier={setCarrier}
                  onShipped={(mark) => {
                    setLast(mark);
                    refresh();
                  }}
                  onMarked={refresh}
                />
              );
            }}
          />
        )}
      </div>
      {open === 'tracking' ? (
        <TrackingDialog
          showId={showId}
          onClose={() => setOpen(null)}
          onApplied={() => {
            setOpen(null);
            refresh();
          }}
        />
      ) : null}
      {open === 'history' ? (
        <TrackingHistory showId={showId} imports={imports} onClose={() => setOpen(null)} onUndone={refresh} />
      ) : null}
    </>
  );
};
