// Over the table: the planned start, the total against the slot, and what can be done with the sheet as a whole.

import { useTranslation } from 'react-i18next';
import type { RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import { instant } from '../../../src-main/core/units.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { readLocalMoment, toLocalMoment } from './cue-minutes.ts';
import styles from './sheet-bar.module.css';
import { editSheet } from './sheet-edits.ts';

const MINUTE_MS = 60_000;

const Total = ({ sheet }: { readonly sheet: RunSheetTopic }) => {
  const { t } = useTranslation('run-sheet');
  const planned = Math.round(sheet.plannedMs / MINUTE_MS);
  const slot = Math.round(sheet.slotMs / MINUTE_MS);
  const rest = slot - planned;
  return (
    <p className={styles.total} data-testid="sheet-total" data-over={rest < 0}>
      {t('total', { count: sheet.cues.length, planned, slot })}
      <b>{rest < 0 ? t('totalOver', { count: -rest }) : rest > 0 ? t('totalRest', { count: rest }) : t('totalFull')}</b>
    </p>
  );
};

const Start = ({ sheet }: { readonly sheet: RunSheetTopic }) => {
  const { t, i18n } = useTranslation('run-sheet');
  if (sheet.startedAt !== null) {
    const clock = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
    return <p className={styles.started}>{t('began', { at: clock.format(sheet.startedAt) })}</p>;
  }
  const value = sheet.startsAt === null ? '' : toLocalMoment(sheet.startsAt);
  return (
    <label className={styles.start}>
      {t('startsAt')}
      <input
        key={value}
        type="datetime-local"
        defaultValue={value}
        disabled={sheet.phase !== 'draft'}
        data-testid="sheet-start"
        onBlur={(event) => {
          const at = readLocalMoment(event.target.value);
          if (at !== sheet.startsAt)
            void editSheet('run-sheet.schedule', { startsAt: at === null ? null : instant(at) });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
};

interface SheetBarProps {
  readonly sheet: RunSheetTopic;
  readonly onCopy: () => void;
  readonly onExport: () => void;
  readonly onPrint: () => void;
}

export const SheetBar = ({ sheet, onCopy, onExport, onPrint }: SheetBarProps) => {
  const { t } = useTranslation('run-sheet');
  const openDialog = useDesk((desk) => desk.openDialog);
  const isDraft = sheet.phase === 'draft';
  return (
    <div className={styles.bar}>
      <h2 className={styles.title}>
        <bdi>{sheet.title}</bdi>
      </h2>
      <Start sheet={sheet} />
      <Total sheet={sheet} />
      <div className={styles.tools}>
        {isDraft ? (
          <>
            <Button
              kind="quiet"
              disabled={!sheet.canUndo}
              title={t('undoHint')}
              data-testid="sheet-undo"
              onClick={() => void editSheet('run-sheet.undo', {})}
            >
              {t('undo')} <Kbd>Ctrl Z</Kbd>
            </Button>
            <Button
              kind="quiet"
              disabled={!sheet.canRedo}
              title={t('redoHint')}
              data-testid="sheet-redo"
              onClick={() => void editSheet('run-sheet.redo', {})}
            >
              {t('redo')}
            </Button>
          </>
        ) : null}
        <Button data-testid="sheet-copy" onClick={onCopy}>
          {t(isDraft ? 'copy.open' : 'copy.keepOpen')}
        </Button>
        <Button
          data-testid="sheet-duplicate"
          title={t('duplicateHint')}
          onClick={() => openDialog({ kind: 'show-new', copyOf: sheet.showId })}
        >
          {t('duplicate')}
        </Button>
        <Button data-testid="sheet-export" onClick={onExport}>
          {t('export.open')}
        </Button>
        <Button data-testid="sheet-print" onClick={onPrint}>
          {t('print')}
        </Button>
      </div>
    </div>
  );
};
