// Where a figure comes from, by source: what its platform totals and how old that is, and beside it what was counted here.

import { useTranslation } from 'react-i18next';
import type { FigureName, SourceTotals } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { ageText } from '../sources/source-words.ts';
import styles from './figure-totals.module.css';
import {
  COUNTED,
  countedOf,
  FRESH_MS,
  hasWord,
  isFarApart,
  type ToldName,
  toldOf,
  writeCount,
  writeDifference,
  writeGaps,
  writeTime,
  writeTold,
} from './total-face.ts';

/** What of a source has to do with a figure; nothing for those of orders. */
const NAMES: Readonly<Record<FigureName, readonly ToldName[]>> = {
  online: ['online', 'popularity'],
  gmv: [],
  gmvPerMinute: [],
  orders: [],
  gpm: ['views'],
  uvValue: ['unique'],
  conversion: ['unique'],
  interaction: ['likes', 'followers', 'unique'],
};

/** What the figure itself divides by, or is. */
const LED = { online: 'online', gpm: 'views', uvValue: 'unique', conversion: 'unique', interaction: 'unique' } as const;
const MOST_SOURCES = 3;

const isLed = (name: FigureName): name is keyof typeof LED => Object.hasOwn(LED, name);

interface PartProps {
  readonly row: SourceTotals;
  readonly name: ToldName;
  readonly now: number;
}

const Difference = ({ row, name }: Omit<PartProps, 'now'>) => {
  const { t, i18n } = useTranslation('totals');
  const told = toldOf(row, name);
  if (told === null || told.difference === null || told.difference === 0) return null;
  return (
    <div data-far={isFarApart(told.difference, countedOf(row, name))}>
      <dt>{t('difference')}</dt>
      <dd>
        {writeDifference(told.difference, i18n.language)}
        <small>{told.since === null ? '' : t('since', { time: writeTime(told.since, i18n.language) })}</small>
      </dd>
    </div>
  );
};

const Counted = ({ row, name }: Omit<PartProps, 'now'>) => {
  const { t, i18n } = useTranslation('totals');
  const counted = COUNTED[name];
  if (counted === null) return null;
  const value = row.counted[counted];
  return (
    <div>
      <dt>{t(`counted.${counted}`)}</dt>
      <dd>
        {writeCount(value, i18n.language)}
        {value === null ? null : (
          <small>
            {t('since', { time: writeTime(row.counted.since, i18n.language) })}
            {writeGaps(t, row.counted)}
          </small>
        )}
      </dd>
    </div>
  );
};

const Told = ({ row, name, now }: PartProps) => {
  const { t, i18n } = useTranslation(['totals', 'sources']);
  const told = toldOf(row, name);
  return (
    <div data-old={told !== null && now - told.at > FRESH_MS}>
      <dt>{t(`totals:platform.${name}`)}</dt>
      <dd>
        {writeTold(t, told, i18n.language)}
        {told === null ? null : <small>{t('totals:aged', { age: ageText(t, now - told.at) })}</small>}
      </dd>
    </div>
  );
};

interface FigureTotalsProps {
  readonly name: FigureName;
  readonly totals: readonly SourceTotals[];
}

export const FigureTotals = ({ name, totals }: FigureTotalsProps) => {
  const { t } = useTranslation('totals');
  const now = useEngineNow(1000);
  const names = NAMES[name];
  const rows = totals.filter((row) => names.some((each) => hasWord(row, each)));
  if (!isLed(name) || rows.length === 0) return null;
  const led = LED[name];
  // Whom the figure follows stands first.
  const sorted = [...rows].sort((a, b) => Number(b.leads.includes(led)) - Number(a.leads.includes(led)));
  return (
    <div className={styles.totals}>
      {sorted.slice(0, MOST_SOURCES).map((row) => (
        <section key={row.sourceId} className={styles.source} data-testid="figure-totals" data-source={row.sourceId}>
          <h4>
            <bdi>{row.name === '' ? row.sourceId : row.name}</bdi>
            {toldOf(row, led) === null ? null : (
              <small className={styles.led}>{t(row.leads.includes(led) ? 'leads' : 'notLeads')}</small>
            )}
          </h4>
          <dl>
            {names
              .filter((each) => each === names[0] || hasWord(row, each))
              .map((each) => (
                <div key={each} className={styles.pair}>
                  <Told row={row} name={each} now={now} />
                  <Counted row={row} name={each} />
                  <Difference row={row} name={each} />
                </div>
              ))}
          </dl>
        </section>
      ))}
      {sorted.length > MOST_SOURCES ? <p>{t('more', { count: sorted.length - MOST_SOURCES })}</p> : null}
    </div>
  );
};
