// The live check under a deal's form: discount, margin, what can be sold, each brand's part, and what speaks against it.

import { useTranslation } from 'react-i18next';
import type { DealFinding, DealReport } from '../../../src-main/contract/deal-documents.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './deal-report.module.css';
import { discountText } from './discount-text.ts';

interface FindingListProps {
  readonly findings: readonly DealFinding[];
  readonly tone: 'block' | 'warn';
}

const FindingList = ({ findings, tone }: FindingListProps) => {
  const { t } = useTranslation(['deal-desk', 'errors']);
  return (
    <>
      {findings.map(({ code, details }) => (
        <li key={code} data-tone={tone} data-testid="deal-finding" data-code={code}>
          <b>{t(`deal-desk:${tone}`)}</b> {t(`errors:${code}`, { ...details })}
        </li>
      ))}
    </>
  );
};

export const DealReportView = ({ report }: { readonly report: DealReport | null }) => {
  const { t, i18n } = useTranslation('deal-desk');
  if (report === null) return <p className={styles.wait}>{t('unread')}</p>;
  const { findings, warnings, listPrice, permille, margin, sellable, brands } = report;
  const facts: readonly (readonly [string, string])[] = [
    ...(listPrice === null ? [] : [[t('listPrice'), formatMoney(listPrice, i18n.language)] as const]),
    ...(permille === null ? [] : [[t('discount'), discountText(t, permille)] as const]),
    ...(margin === null ? [] : [[t('margin'), formatMoney(margin, i18n.language)] as const]),
    ...(sellable === null ? [] : [[t('sellable'), t('pieces', { count: sellable })] as const]),
    ...brands.map(
      ({ brand, amount }) => [brand === '' ? t('noBrand') : brand, formatMoney(amount, i18n.language)] as const,
    ),
  ];
  return (
    <div className={styles.report} data-testid="deal-report" data-fit={findings.length === 0}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.findings}>
        <FindingList findings={findings} tone="block" />
        <FindingList findings={warnings} tone="warn" />
        {findings.length === 0 && warnings.length === 0 ? <li data-tone="fine">✓ {t('fits')}</li> : null}
      </ul>
    </div>
  );
};
