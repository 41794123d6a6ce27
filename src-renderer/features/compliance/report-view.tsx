// The report of the run sheet: what blocks and what warns, by product, and the owner's signature under it.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { ComplianceReport, ReportItem } from '../../../src-main/contract/compliance-documents.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { type Asked, DecisionDialog } from './decision-dialog.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportItemCard } from './report-item-card.tsx';
import styles from './report-view.module.css';
import { SeverityBadge } from './severity-badge.tsx';

const readReport = () => request('compliance.report', {});

interface ItemLineProps {
  readonly item: ReportItem;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

const ItemLine = ({ item, isShown, onShow }: ItemLineProps) => {
  const { t } = useTranslation('compliance');
  const weighing = item.findings.filter(
    ({ severity, exempted, override }) => severity === item.worst && exempted === null && override === null,
  );
  return (
    <button
      type="button"
      className={styles.line}
      aria-pressed={isShown}
      onClick={onShow}
      data-testid="report-line"
      data-worst={item.worst ?? 'none'}
    >
      <span className={styles.number}>{item.number ?? '·'}</span>
      <bdi className={styles.name} title={item.title}>
        {item.title}
      </bdi>
      {item.worst === null ? (
        <span className={styles.fine} title={t('clean')}>
          ✓
        </span>
      ) : (
        <SeverityBadge weight={item.worst} count={weighing.length} />
      )}
    </button>
  );
};

interface ReportProps {
  readonly report: ComplianceReport;
  readonly again: () => void;
}

const Report = ({ report, again }: ReportProps) => {
  const { t } = useTranslation('compliance');
  const [shown, setShown] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const only = report.items.find(({ itemId }) => itemId === shown) ?? null;
  const cards = only === null ? report.items.filter(({ findings }) => findings.length > 0) : [only];
  return (
    <>
      <ReportHead report={report} again={again} />
      <div className={styles.body}>
        <nav className={styles.items} aria-label={t('items')}>
          <button
            type="button"
            className={styles.line}
            aria-pressed={only === null}
            onClick={() => setShown(null)}
            data-testid="report-all"
          >
            <span className={styles.name}>{t('allFindings')}</span>
          </button>
          <Virtuoso
            className={styles.list}
            data={report.items}
            computeItemKey={(_index, item) => item.itemId}
            itemContent={(_index, item) => (
              <ItemLine item={item} isShown={item.itemId === shown} onShow={() => setShown(item.itemId)} />
            )}
          />
        </nav>
        <section className={styles.cards} aria-label={t('view.report')}>
          {cards.length === 0 ? (
            <div className={styles.empty} data-testid="report-clean">
              <p>✓ {t('allClean', { count: report.items.length })}</p>
              <p>{t('allCleanHint')}</p>
            </div>
          ) : (
            <Virtuoso
              className={styles.list}
              data={cards}
              computeItemKey={(_index, item) => item.itemId}
              itemContent={(_index, item) => (
                <ReportItemCard item={item} report={report} onAsk={setAsked} again={again} />
              )}
            />
          )}
        </section>
      </div>
      {asked === null ? null : (
        <DecisionDialog
          asked={asked}
          showId={report.showId}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            again();
          }}
        />
      )}
    </>
  );
};

export const ReportView = () => {
  const document = useDocument(readReport);
  const { again } = document;
  // Another show, or other goods on its sheet: read anew.
  const showId = useTopicSlice('show.current', (show) => show?.showId ?? null);
  const sheet = useTopicSlice('product.list', (rows) => rows?.map(({ variantId, title }) => variantId + title).join());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is looked at by the engine
  useEffect(again, [again, showId, sheet]);
  return (
    <div className={styles.view}>
      <DocumentFrame document={document}>{(report) => <Report report={report} again={again} />}</DocumentFrame>
    </div>
  );
};
