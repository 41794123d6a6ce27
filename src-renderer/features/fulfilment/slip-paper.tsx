// Pick list and packing slips for paper: dark on white, a buyer a page, a box to tick before every line.

import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PickListDocument, SlipLineView, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { OrderBars } from './order-bars.ts';
import type { PaperJob, PaperSize } from './slip-print.ts';
import './paper.css';

interface PaperProps {
  readonly job: PaperJob;
  /** The show's title and day. */
  readonly head: string;
  readonly onDone: () => void;
}

/** Draws an order's number; nothing where it cannot be drawn. */
export type DrawBars = (code: string, size: PaperSize) => OrderBars | null;

const NO_BARS: DrawBars = () => null;

const Box = () => <span className="fulfilment-box" aria-hidden="true" />;

const useGiftText = () => {
  const { t } = useTranslation('fulfilment');
  return ({ name, spec, each, count }: SlipView['gifts'][number]): string =>
    t('pick.giftLine', { name: [name, spec, each].filter((part) => part !== '').join(' '), count });
};

const LineOfPaper = ({ line }: { readonly line: SlipLineView }) => {
  const { t } = useTranslation('fulfilment');
  const marks = [
    line.isGift ? t('slip.gift') : '',
    line.isOfBundle ? t('slip.bundle') : '',
    line.short > 0 ? t('slip.short', { count: line.short }) : '',
  ].filter((mark) => mark !== '');
  return (
    <tr>
      <td>
        <Box />
      </td>
      <td>
        {line.number === null ? null : <b>{line.number}</b>} <bdi>{line.title}</bdi>
        {line.variantTitle === '' ? null : (
          <>
            {' · '}
            <bdi>{line.variantTitle}</bdi>
          </>
        )}
        {marks.length === 0 ? null : <em> {marks.join(' · ')}</em>}
        {line.sku === '' ? null : <small>{line.sku}</small>}
      </td>
      <td className="fulfilment-count">×{line.quantity}</td>
    </tr>
  );
};

interface SlipOfPaperProps {
  readonly slip: SlipView;
  readonly head: string;
  readonly size: PaperSize;
  readonly draw: DrawBars;
}

/** One scan finds the whole parcel: the first of its orders that bars can hold stands for all. */
const barsOfSlip = ({ orders }: SlipView, size: PaperSize, draw: DrawBars) => {
  for (const { key, orderId, code } of orders) {
    const bars = code === null ? null : draw(code, size);
    if (bars !== null) return { key, orderId, bars };
  }
  return null;
};

const BarsOfPaper = ({ orderId, bars }: { readonly orderId: string; readonly bars: OrderBars }) => (
  <figure className="fulfilment-bars" data-testid="paper-bars">
    <svg
      role="img"
      aria-label={orderId}
      width={`${bars.widthMm}mm`}
      height="11mm"
      viewBox={`0 0 ${bars.modules} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      <path d={bars.path} />
    </svg>
    <figcaption>
      <bdi>{orderId}</bdi>
    </figcaption>
  </figure>
);

export const SlipOfPaper = ({ slip, head, size, draw }: SlipOfPaperProps) => {
  const { t } = useTranslation('fulfilment');
  const giftText = useGiftText();
  const units = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const drawn = barsOfSlip(slip, size, draw);
  const notes = slip.orders.map(({ note }) => note).filter((note) => note !== '');
  return (
    <section className="fulfilment-slip" data-testid="paper-slip">
      <table>
        <thead>
          <tr>
            <th colSpan={3}>
              <span className="fulfilment-number">{slip.number}</span>
              <bdi className="fulfilment-buyer">{slip.buyer === '' ? t('slip.noBuyer') : slip.buyer}</bdi>
              <span className="fulfilment-head">
                {t('slip.title')} · {head}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {slip.lines.map((line) => (
            <LineOfPaper key={line.key} line={line} />
          ))}
          {slip.gifts.map((gift) => (
            <tr key={giftText(gift)}>
              <td>
                <Box />
              </td>
              <td colSpan={2}>
                {t('slip.gift')}: <bdi>{giftText(gift)}</bdi>
              </td>
            </tr>
          ))}
          {slip.promises.map(({ text, isKept }) => (
            <tr key={text}>
              <td>{isKept ? '✓' : <Box />}</td>
              <td colSpan={2}>
                {t('slip.promises')}: <bdi>{text}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <b>{t('slip.count', { orders: slip.orders.length, units })}</b>
      </p>
      {notes.map((note) => (
        <p key={note} className="fulfilment-note">
          {t('slip.notes')}: <bdi>{note}</bdi>
        </p>
      ))}
      {slip.orders.some(({ isPartRefunded }) => isPartRefunded) ? <p>⚠ {t('slip.partRefunded')}</p> : null}
      {drawn === null ? null : <BarsOfPaper orderId={drawn.orderId} bars={drawn.bars} />}
      <p className="fulfilment-orders">
        {slip.orders
          .filter(({ key }) => key !== drawn?.key)
          .map(({ key, orderId }) => (
            <bdi key={key}>{orderId}</bdi>
          ))}
      </p>
    </section>
  );
};

const LIST_COLUMNS = ['check', 'sku', 'product', 'open', 'units', 'orders', 'marks'] as const;

const ListOfPaper = ({ list, head }: { readonly list: PickListDocument; readonly head: string }) => {
  const { t } = useTranslation('fulfilment');
  const giftText = useGiftText();
  return (
    <section className="fulfilment-list" data-testid="paper-list">
      <h1>
        {t('pick.title')} · {head}
      </h1>
      <p>{t('units', { orders: list.progress.orders, units: list.progress.units })}</p>
      <table>
        <thead>
          <tr>
            {LIST_COLUMNS.map((column) => (
              <th key={column}>{t(`pick.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.key}>
              <td>
                <Box />
              </td>
              <td>{row.sku}</td>
              <td>
                {row.number === null ? null : <b>{row.number}</b>} <bdi>{row.title}</bdi>
                {row.variantTitle === '' ? null : ` · ${row.variantTitle}`}
              </td>
              <td className="fulfilment-count">{row.openUnits}</td>
              <td className="fulfilment-count">{row.units}</td>
              <td className="fulfilment-count">{row.orders}</td>
              <td>
                {[
                  row.shortUnits > 0 ? t('pick.short', { count: row.shortUnits }) : '',
                  row.giftUnits > 0 ? t('pick.gift', { count: row.giftUnits }) : '',
                  row.bundleUnits > 0 ? t('pick.bundle', { count: row.bundleUnits }) : '',
                ]
                  .filter((mark) => mark !== '')
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.gifts.length === 0 ? null : (
        <p>
          {t('pick.gifts')}: {list.gifts.map(giftText).join(' · ')}
        </p>
      )}
    </section>
  );
};

/** Null until it has come; a list needs none. */
const useDrawBars = (kind: PaperJob['kind']): DrawBars | null => {
  const [draw, setDraw] = useState<DrawBars | null>(kind === 'list' ? () => NO_BARS : null);
  useEffect(() => {
    if (kind === 'list') return;
    let isWanted = true;
    const take = (drawBars: DrawBars): void => {
      if (isWanted) setDraw(() => drawBars);
    };
    // A slip that says its number in letters alone can still be packed by.
    void import('./order-bars.ts').then(
      ({ barsOf }) => take(barsOf),
      () => take(NO_BARS),
    );
    return () => {
      isWanted = false;
    };
  }, [kind]);
  return draw;
};

/** Drawn once, handed to the printer, and gone again. */
export const SlipPaper = ({ job, head, onDone }: PaperProps) => {
  const draw = useDrawBars(job.kind);
  useEffect(() => {
    if (draw === null) return;
    window.addEventListener('afterprint', onDone, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onDone);
  }, [draw, onDone]);
  if (draw === null) return null;
  return createPortal(
    <article className="fulfilment-paper" data-size={job.kind === 'slips' ? job.size : 'a4'} data-testid="paper">
      {job.kind === 'list' ? (
        <ListOfPaper list={job.list} head={head} />
      ) : (
        job.slips.map((slip) => <SlipOfPaper key={slip.key} slip={slip} head={head} size={job.size} draw={draw} />)
      )}
    </article>,
    document.body,
  );
};
