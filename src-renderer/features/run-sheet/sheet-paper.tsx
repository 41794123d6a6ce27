// The sheet for paper: every cue in a plain table, drawn only while the page is printed.

import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { toMinutesText } from './cue-minutes.ts';
import { dueText } from './due-text.ts';
import './paper.css';

const COLUMNS = ['number', 'due', 'product', 'price', 'deal', 'minutes', 'speaker', 'note'] as const;
const MINUTE_MS = 60_000;

const useIsPrinting = (): boolean => {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
};

export const SheetPaper = ({ sheet }: { readonly sheet: RunSheetTopic }) => {
  const { t, i18n } = useTranslation('run-sheet');
  if (!useIsPrinting()) return null;
  const due = dueText(sheet, i18n.language);
  const start = sheet.startedAt ?? sheet.startsAt;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
  const planned = Math.round(sheet.plannedMs / MINUTE_MS);
  const slot = Math.round(sheet.slotMs / MINUTE_MS);
  return createPortal(
    <article className="run-sheet-paper" data-testid="run-sheet-paper">
      <h1>{sheet.title}</h1>
      <p>
        {start === null ? '' : `${day.format(start)} · `}
        {t('total', { count: sheet.cues.length, planned, slot })}
      </p>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.cues.map((cue) => (
            <tr key={cue.variantId} data-skipped={cue.isSkipped}>
              <td>{cue.number}</td>
              <td>{due(cue)}</td>
              <td>{cue.variantTitle === '' ? cue.title : `${cue.title} · ${cue.variantTitle}`}</td>
              <td>{formatTidyMoney(cue.price, i18n.language)}</td>
              <td>
                {cue.deal === null
                  ? ''
                  : t('deal.chip', {
                      price: formatTidyMoney(cue.deal.price, i18n.language),
                      quantity: cue.deal.quantity,
                    })}
              </td>
              <td>{toMinutesText(cue.plannedMs)}</td>
              <td>{cue.speaker}</td>
              <td>{cue.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>,
    document.body,
  );
};
