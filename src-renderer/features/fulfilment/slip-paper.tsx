// Pick list and packing slips for paper: dark on white, a buyer a page, a box to tick before every line.

import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PickListDocument, SlipLineView, SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { PaperJob } from './slip-print.ts';
import './paper.css';

interface PaperProps {
  readonly job: PaperJob;
  /** The show's title and day. */
  readonly head: string;
  readonly onDone: () => void;
}

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

const SlipOfPaper = ({ slip, head }: { readonly slip: SlipView; readonly head: string }) => {
  const { t } = useTranslation('fulfilment');
  const giftText = useGiftText();
  const units = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
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
      <p className="fulfilment-orders">
        {slip.orders.map(({ key, orderId }) => (
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

/** Drawn once, handed to the printer, and gone again. */
export const SlipPaper = ({ job, head, onDone }: PaperProps) => {
  useEffect(() => {
    window.addEventListener('afterprint', onDone, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onDone);
  }, [onDone]);
  return createPortal(
    <article className="fulfilment-paper" data-size={job.kind === 'slips' ? job.size : 'a4'} data-testid="paper">
      {job.kind === 'list' ? (
        <ListOfPaper list={job.list} head={head} />
      ) : (
        job.slips.map((slip) => <SlipOfPaper key={slip.key} slip={slip} head={head} />)
      )}
    </article>,
    document.body,
  );
};
