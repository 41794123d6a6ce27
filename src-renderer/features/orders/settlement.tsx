// Provisional and settled figures side by side, the difference to the fen, and what the settled ones rest on.

import { useTranslation } from 'react-i18next';
import type { LedgerView, SettlementView } from '../../../src-main/contract/order-documents.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './settlement.module.css';

const AMOUNTS = ['gmv', 'refunds', 'net'] as const;
const COUNTS = ['orders', 'units'] as const;

export const Settlement = ({ settlement }: { readonly settlement: SettlementView }) => {
  const { t, i18n } = useTranslation('orders');
  const { currency, provisional, settled, difference, restatedAt } = settlement;
  const { confirmed, unconfirmed, foreign, proposed, platformOnly } = settlement;
  const count = new Intl.NumberFormat(i18n.language, { signDisplay: 'auto' });
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const signed = (minor: number): string =>
    minor === 0 ? '—' : `${minor > 0 ? '+' : ''}${formatMoney({ minor, currency }, i18n.language)}`;
  const signedCount = (value: number): string => (value === 0 ? '—' : `${value > 0 ? '+' : ''}${count.format(value)}`);
  const differences = {
    gmv: difference.gmvMinor,
    refunds: difference.refundsMinor,
    net: difference.netMinor,
  } as const;
  const line = (kind: 'provisional' | 'settled', ledger: LedgerView) => (
    <tr data-testid={`settlement-${kind}`}>
      <th scope="row">{t(`settled.${kind}`)}</th>
      {AMOUNTS.map((name) => (
        <td key={name} data-name={name}>
          {formatMoney(ledger[name], i18n.language)}
        </td>
      ))}
      {COUNTS.map((name) => (
        <td key={name} data-name={name}>
          {count.format(ledger[name])}
        </td>
      ))}
    </tr>
  );
  const notes = [
    restatedAt === null ? t('settled.never') : t('settled.restated', { at: moment.format(restatedAt) }),
    t('settled.basis', { confirmed: count.format(confirmed), unconfirmed: count.format(unconfirmed) }),
    proposed > 0 ? t('settled.waiting', { count: proposed }) : '',
    platformOnly > 0 ? t('settled.loose', { count: platformOnly }) : '',
    foreign > 0 ? t('settled.foreign', { count: foreign }) : '',
  ];
  return (
    <section className={styles.settlement} aria-label={t('settled.title')} data-testid="settlement">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" aria-label={t('settled.title')} />
            {[...AMOUNTS, ...COUNTS].map((name) => (
              <th key={name} scope="col">
                {t(`settled.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line('provisional', provisional)}
          {line('settled', settled)}
          <tr className={styles.difference} data-testid="settlement-difference">
            <th scope="row">{t('settled.difference')}</th>
            {AMOUNTS.map((name) => (
              <td key={name} data-name={name} data-off={differences[name] !== 0}>
                {signed(differences[name])}
              </td>
            ))}
            {COUNTS.map((name) => (
              <td key={name} data-name={name} data-off={difference[name] !== 0}>
                {signedCount(difference[name])}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className={styles.notes}>{notes.filter((note) => note !== '').join(' · ')}</p>
    </section>
  );
};
