// «平台累计与控台计数» in a show's summary: by source, what its platform said last and what was counted here, side by side.

import { useTranslation } from 'react-i18next';
import type { SourceTotals } from '../../../src-main/contract/topics.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import styles from './summary-totals.module.css';
import {
  COUNTED,
  countedOf,
  hasWord,
  isFarApart,
  TOLD_NAMES,
  type ToldName,
  toldOf,
  writeCount,
  writeDifference,
  writeGaps,
  writeTime,
  writeTold,
} from './total-face.ts';

const COLUMNS = ['source', 'what', 'platform', 'saidAt', 'counted', 'since', 'difference'] as const;

interface RowProps {
  readonly row: SourceTotals;
  readonly name: ToldName;
  readonly isFirst: boolean;
}

const TotalRow = ({ row, name, isFirst }: RowProps) => {
  const { t, i18n } = useTranslation('totals');
  const { language } = i18n;
  const told = toldOf(row, name);
  const counted = countedOf(row, name);
  const counterpart = COUNTED[name];
  const difference = told?.difference ?? null;
  const isFar = difference !== null && isFarApart(difference, counted);
  return (
    <tr data-testid="summary-total" data-what={name} data-first={isFirst}>
      <td>{isFirst ? <bdi>{row.name === '' ? row.sourceId : row.name}</bdi> : null}</td>
      <td>
        {t(`platform.${name}`)}
        {counterpart === null ? '' : ` / ${t(`counted.${counterpart}`)}`}
      </td>
      <td>{writeTold(t, told, language)}</td>
      <td>{told === null ? '—' : writeTime(told.at, language)}</td>
      <td>{counterpart === null ? <small>{t('noCounterpart')}</small> : writeCount(counted, language)}</td>
      <td>
        {counterpart === null || counted === null
          ? ''
          : `${writeTime(row.counted.since, language)}${writeGaps(t, row.counted)}`}
      </td>
      <td
        data-far={isFar}
        title={
          difference === null || told?.since === undefined || told.since === null
            ? undefined
            : t('differenceWhy', { time: writeTime(told.since, language) })
        }
      >
        {difference === null ? '—' : writeDifference(difference, language)}
      </td>
    </tr>
  );
};

interface SummaryTotalsProps {
  readonly showId: ShowId;
  readonly totals: readonly SourceTotals[];
}

export const SummaryTotals = ({ showId, totals }: SummaryTotalsProps) => {
  const { t, i18n } = useTranslation('totals');
  const save = async (): Promise<void> => {
    const reply = await runCommand('review.totals-file', { showId, language: i18n.language === 'en' ? 'en' : 'zh-CN' });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  return (
    <section aria-label={t('title')} data-testid="summary-totals">
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {totals.length === 0 ? null : (
          <Button data-testid="totals-export" onClick={() => void save()}>
            {t('export')}
          </Button>
        )}
      </div>
      {totals.length === 0 ? (
        <p className={styles.rule}>{t('none')}</p>
      ) : (
        <>
          <p className={styles.rule}>{t('rule')}</p>
          <table className={styles.table}>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {totals.flatMap((row) =>
                TOLD_NAMES.filter((name) => name !== 'popularity' || hasWord(row, name)).map((name, index) => (
                  <TotalRow key={`${row.sourceId} ${name}`} row={row} name={name} isFirst={index === 0} />
                )),
              )}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
};
