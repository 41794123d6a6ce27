// What the sheet still lacks, by kind and weight; a number leads to its cue.

import { useTranslation } from 'react-i18next';
import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { CUE_LACKS } from '../../../src-main/core/cue-lack.ts';
import styles from './sheet-lacks.module.css';

/** Numbers that are named before «and so many more». */
const MOST_NAMED = 12;

/** Plans that may well be meant so; the rest would go wrong on air. */
const MAY_BE: ReadonlySet<string> = new Set(['no_deal', 'no_script']);

interface SheetLacksProps {
  readonly cues: readonly CueRow[];
  readonly onShow: (cue: CueRow) => void;
}

export const SheetLacks = ({ cues, onShow }: SheetLacksProps) => {
  const { t } = useTranslation('run-sheet');
  const groups = CUE_LACKS.map((lack) => ({ lack, found: cues.filter(({ lacks }) => lacks.includes(lack)) })).filter(
    ({ found }) => found.length > 0,
  );
  return (
    <section className={styles.lacks} aria-label={t('lacks.title')} data-testid="sheet-lacks">
      <h3 className={styles.title}>{t('lacks.title')}</h3>
      {groups.length === 0 ? <p className={styles.fine}>{t('lacks.none')}</p> : null}
      {groups.map(({ lack, found }) => (
        <div key={lack} className={styles.group} data-lack={lack} data-weight={MAY_BE.has(lack) ? 'light' : 'heavy'}>
          <p>{t(`lacks.${lack}`, { count: found.length })}</p>
          <p className={styles.numbers}>
            {found.slice(0, MOST_NAMED).map((cue) => (
              <button
                key={cue.variantId}
                type="button"
                aria-label={t('lacks.show', { number: cue.number, title: cue.title })}
                title={cue.title}
                onClick={() => onShow(cue)}
              >
                {cue.number}
              </button>
            ))}
            {found.length > MOST_NAMED ? <span>{t('lacks.more', { count: found.length - MOST_NAMED })}</span> : null}
          </p>
        </div>
      ))}
    </section>
  );
};
