// The summary of a show: opened when it ends and from the list of shows; made to be read on screen and printed.

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShowSummary } from '../../../src-main/contract/documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatLongSpan } from '../../ui/time.ts';
import { ChartSet } from '../charts/chart-grid.tsx';
import { hasData } from '../charts/chart-points.ts';
import { stillChart } from '../charts/chart-source.ts';
import { SummaryPromises } from '../promises/summary-promises.tsx';
import { SummaryTotals } from '../totals/summary-totals.tsx';
import { DocumentFrame } from './document-frame.tsx';
import { SummaryDeals } from './summary-deals.tsx';
import { SummaryFigures } from './summary-figures.tsx';
import { SummaryProducts } from './summary-products.tsx';
import './print.css';
import styles from './summary-screen.module.css';
import { SummarySettlement } from './summary-settlement.tsx';
import { SummaryTrouble } from './summary-trouble.tsx';
import { useDocument } from './use-document.ts';

const SummaryHead = ({ summary }: { readonly summary: ShowSummary }) => {
  const { t, i18n } = useTranslation(['review', 'shows']);
  const { show } = summary;
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
  const lasted = show.startedAt === null ? null : (show.endedAt ?? summary.figures.asOf) - show.startedAt;
  return (
    <header className={styles.head}>
      <h2>
        <bdi>{show.title}</bdi>
        {summary.figures.isProvisional ? (
          <span className={styles.provisional} title={t('review:provisionalWhy')}>
            {t('review:provisional')}
          </span>
        ) : null}
      </h2>
      <p>
        {[
          show.host,
          t(`shows:phase.${show.phase}`),
          show.startedAt === null ? '' : moment.format(show.startedAt),
          lasted === null
            ? ''
            : t('review:lasted', { actual: formatLongSpan(lasted), planned: formatLongSpan(show.plannedMs) }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </header>
  );
};

const SummaryBody = ({ summary }: { readonly summary: ShowSummary }) => {
  const { t } = useTranslation('review');
  const { chart, show } = summary;
  return (
    <article className={styles.body}>
      <SummaryHead summary={summary} />
      <SummaryFigures figures={summary.figures} currency={show.currency} />
      {show.startedAt === null ? null : <SummarySettlement settlement={summary.settlement} />}
      <section aria-label={t('charts')}>
        <h3>{t('charts')}</h3>
        {hasData(chart) ? (
          <div className={styles.charts}>
            <ChartSet source={stillChart(chart)} kpi={summary.figures} currency={show.currency} />
          </div>
        ) : (
          <p className={styles.none}>{t('noCharts')}</p>
        )}
      </section>
      <SummaryTotals showId={show.showId} totals={summary.figures.totals} />
      <SummaryProducts products={summary.products} />
      <SummaryDeals deals={summary.deals} />
      <SummaryPromises promises={summary.promises} />
      <SummaryTrouble summary={summary} />
    </article>
  );
};

const OpenSummary = ({ showId }: { readonly showId: ShowId }) => {
  const read = useCallback(() => request('review.summary', { showId }), [showId]);
  const summary = useDocument(read);
  return <DocumentFrame document={summary}>{(value) => <SummaryBody summary={value} />}</DocumentFrame>;
};

export const SummaryScreen = () => {
  const { t } = useTranslation('review');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const popup = useRef<HTMLDivElement>(null);
  const currentId = useTopicSlice('show.current', (show) => show?.showId ?? null);
  if (dialog?.kind !== 'summary') return null;
  const showId = dialog.showId ?? currentId;
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open onOpenChange={(isOpen) => isOpen || closeDialog()}>
        <Dialog.Portal>
          <Dialog.Popup ref={popup} initialFocus={popup} className={styles.screen} data-testid="summary">
            <div className={styles.bar}>
              <Dialog.Title className={styles.barTitle}>{t('title')}</Dialog.Title>
              <Button onClick={() => window.print()}>{t('print')}</Button>
              <Button onClick={closeDialog}>{t('close')}</Button>
            </div>
            {showId === null ? (
              <p className={styles.none}>{t('noShow')}</p>
            ) : (
              <OpenSummary key={showId} showId={showId} />
            )}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
};
