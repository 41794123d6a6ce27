// One product of the preview: what becomes of it, each change from → to, each trouble with its row and column.

import { memo } from 'react';
import type { ImportChange, ImportRow, ImportValue } from '../../../src-main/contract/import-documents.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatMoney } from '../../ui/money.ts';
import { useImportWords } from './import-desk.ts';
import styles from './import-line.module.css';

const TONES = { create: 'fine', change: 'people', same: 'quiet', refused: 'live' } as const;
/** Fields whose words are codes. */
const CODED = new Set(['status', 'compareBasis', 'order.state']);
/** Fields that hold a moment. */
const TIMED = new Set(['order.paidAt', 'order.createdAt']);

const Value = ({ field, value }: { readonly field: string; readonly value: ImportValue }) => {
  const { t, i18n } = useImportWords();
  if (value === null && field === 'stock') return <>{t('uncounted')}</>;
  if (value === null || value === '') return <>—</>;
  if (typeof value === 'number') return <>{new Intl.NumberFormat(i18n.language).format(value)}</>;
  if (typeof value === 'string' && TIMED.has(field)) {
    return (
      <>{new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(value))}</>
    );
  }
  if (typeof value === 'string') return <bdi>{CODED.has(field) ? t(`value.${value}`, value) : value}</bdi>;
  if ('minor' in value) return <>{formatMoney(value, i18n.language)}</>;
  return <bdi>{value.length === 0 ? '—' : value.join(' · ')}</bdi>;
};

const Change = ({ change }: { readonly change: ImportChange }) => {
  const { t } = useImportWords();
  const { variant, isNewVariant, field, from, to } = change;
  return (
    <li className={styles.change}>
      {variant === null || variant === '' ? null : (
        <span className={styles.variant}>
          <bdi>{variant}</bdi>
        </span>
      )}
      <span className={styles.field}>{isNewVariant ? t('newVariant') : t(`field.${field}`, field)}</span>
      {isNewVariant ? null : (
        <>
          <del>
            <Value field={field} value={from} />
          </del>
          <span aria-hidden="true">→</span>
        </>
      )}
      <ins>
        <Value field={field} value={to} />
      </ins>
    </li>
  );
};

export const ImportLine = memo(({ row }: { readonly row: ImportRow | undefined }) => {
  const { t, i18n } = useImportWords();
  if (row === undefined) return <div className={styles.line} data-waiting="true" />;
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const { kind, title, sku, price, variantCount, changes, changeCount, problems, problemCount } = row;
  const small = [
    t('row', { row: row.row }),
    sku,
    variantCount > 1 ? t('variants', { count: variantCount }) : '',
    price === null ? '' : formatMoney(price, i18n.language),
  ];
  return (
    <div className={styles.line} data-testid="import-row" data-kind={kind}>
      <span className={styles.kind}>
        <Badge tone={TONES[kind]}>{t(`kind.${kind}`)}</Badge>
      </span>
      <div className={styles.what}>
        <p className={styles.title}>
          <bdi>{title === '' ? t('untitled') : title}</bdi>
        </p>
        <p className={styles.small}>
          <bdi>{small.filter((part) => part !== '').join(' · ')}</bdi>
        </p>
      </div>
      <div className={styles.details}>
        {changes.length === 0 ? null : (
          <ul className={styles.changes}>
            {changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the changes of a row never move
              <Change key={index} change={change} />
            ))}
            {changeCount > changes.length ? (
              <li className={styles.more}>{t('more', { count: changeCount - changes.length })}</li>
            ) : null}
          </ul>
        )}
        {problems.map(({ severity, said }) => (
          <p key={said.en} className={styles.problem} data-severity={severity}>
            <span aria-hidden="true">{severity === 'error' ? '✕' : '!'}</span> <bdi>{said[language]}</bdi>
          </p>
        ))}
        {problemCount > problems.length ? (
          <p className={styles.more}>{t('more', { count: problemCount - problems.length })}</p>
        ) : null}
      </div>
    </div>
  );
});
