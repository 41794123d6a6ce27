// One variant's ledger: the verdict and its ways out, the sales it rests on, and the list price as it went.

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { PaidPrice, PriceLedger } from '../../../src-main/contract/price-documents.ts';
import { DESK_SOURCE } from '../../../src-main/core/fact.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { CheckFindings } from './check-findings.tsx';
import styles from './price-view.module.css';
import { useMoment } from './use-moment.ts';
import { VerdictBadge } from './verdict-badge.tsx';

interface PanelProps {
  readonly variantId: VariantId;
  readonly onDone: () => void;
}

interface SaleRowProps {
  readonly sale: PaidPrice;
  readonly zone: string;
  /** Sold in the promotion itself. */
  readonly isOwn: boolean;
}

const SaleRow = ({ sale, zone, isOwn }: SaleRowProps) => {
  const { t, i18n } = useTranslation('price-truth');
  const moment = useMoment(zone);
  const from = sale.source === DESK_SOURCE ? 'desk' : sale.showId === null ? 'file' : 'room';
  return (
    <div className={styles.sale} data-undone={sale.isUndone} data-own={isOwn} data-testid="paid-row">
      <b>{formatMoney(sale.unitPrice, i18n.language)}</b>
      <span>× {sale.quantity}</span>
      <time>{moment(sale.paidAt)}</time>
      <span className={styles.order} title={sale.orderId}>
        {t(`source.${from}`)} <bdi>{sale.orderId}</bdi>
      </span>
      {sale.isUndone ? <small>{t('undone')}</small> : isOwn ? <small>{t('own')}</small> : null}
    </div>
  );
};

const Ledger = ({ ledger, onDone }: { readonly ledger: PriceLedger; readonly onDone: () => void }) => {
  const { t, i18n } = useTranslation('price-truth');
  const { check, paid, listSteps } = ledger;
  const { report, zone, listPrice } = check;
  const moment = useMoment(zone);
  const startedAt = useTopicSlice('show.current', (show) => show?.startedAt ?? null);
  const say = (minor: number): string => formatMoney({ ...listPrice, minor }, i18n.language);
  return (
    <>
      <h3 className={styles.title}>
        <bdi>{check.title}</bdi>
        {check.variantTitle === '' ? null : (
          <small>
            <bdi>{check.variantTitle}</bdi>
          </small>
        )}
      </h3>
      <p className={styles.state}>
        <VerdictBadge verdict={check.verdict} />
        <span>
          {t('window', {
            from: moment(report.windowFrom),
            to: `${moment(report.promotionStart)}${report.promotionStart === startedAt ? ` (${t('onAir')})` : ''}`,
          })}
        </span>
      </p>
      <div className={styles.findings}>
        <CheckFindings check={check} onDone={onDone} />
      </div>
      <h4>{t('listSteps')}</h4>
      {listSteps.length === 0 ? (
        <p className={styles.none}>{t('noListSteps')}</p>
      ) : (
        <ul className={styles.steps}>
          {listSteps.map(({ at, fromMinor, toMinor }) => (
            <li key={`${at} ${fromMinor} ${toMinor}`}>
              <time>{moment(at)}</time> {t('step', { from: say(fromMinor), to: say(toMinor) })}
            </li>
          ))}
        </ul>
      )}
      <h4>{t('ledger')}</h4>
      {paid.length === 0 ? (
        <p className={styles.none}>{t('noLedger')}</p>
      ) : (
        <Virtuoso
          className={styles.sales}
          data={paid}
          computeItemKey={(_index, sale) => `${sale.source} ${sale.orderId} ${sale.line}`}
          itemContent={(_index, sale) => (
            <SaleRow sale={sale} zone={zone} isOwn={sale.paidAt >= report.promotionStart} />
          )}
        />
      )}
    </>
  );
};

export const PriceLedgerPanel = ({ variantId, onDone }: PanelProps) => {
  const read = useCallback(() => request('price.ledger', { variantId }), [variantId]);
  const document = useDocument(read);
  const { again } = document;
  const done = (): void => {
    again();
    onDone();
  };
  return <DocumentFrame document={document}>{(ledger) => <Ledger ledger={ledger} onDone={done} />}</DocumentFrame>;
};
