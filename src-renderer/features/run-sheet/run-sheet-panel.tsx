// The run sheet of the current show: its cues in a table, beside it what may be added and what is lacking.

import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { CuePicker } from './cue-picker.tsx';
import styles from './run-sheet-panel.module.css';
import { SheetBar } from './sheet-bar.tsx';
import { SheetCopy } from './sheet-copy.tsx';
import { editSheet } from './sheet-edits.ts';
import { SheetExport } from './sheet-export.tsx';
import { SheetLacks } from './sheet-lacks.tsx';
import { SheetPaper } from './sheet-paper.tsx';
import { SheetTable } from './sheet-table.tsx';

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for the whole sheet; in a field they are the field's own. */
const useUndoKeys = (canUndo: boolean, canRedo: boolean): void => {
  const can = useRef({ canUndo, canRedo });
  can.current = { canUndo, canRedo };
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea') !== null;
      if (isField || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      if (isRedo && can.current.canRedo) void editSheet('run-sheet.redo', {});
      if (!isRedo && can.current.canUndo) void editSheet('run-sheet.undo', {});
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
};

const NoSheet = () => {
  const { t } = useTranslation('run-sheet');
  return <div className={styles.skeleton} role="status" aria-label={t('loading')} />;
};

export const RunSheetPanel = () => {
  const { t } = useTranslation('run-sheet');
  const sheet = useTopic('run-sheet.current');
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);
  const openDialog = useDesk((desk) => desk.openDialog);
  const [shown, setShown] = useState<'copy' | 'export' | null>(null);
  const [sought, setSought] = useState<Pick<CueRow, 'variantId'> | null>(null);
  const close = useCallback(() => setShown(null), []);
  useUndoKeys(sheet?.canUndo ?? false, sheet?.canRedo ?? false);
  if (sheet === null) return <NoSheet />;
  const isFixed = sheet.phase === 'ended';
  const isDraft = sheet.phase === 'draft';
  return (
    <section className={styles.sheet} aria-label={t('title')} data-testid="run-sheet" data-version={sheet.version}>
      <SheetBar
        sheet={sheet}
        onCopy={() => setShown('copy')}
        onExport={() => setShown('export')}
        onPrint={() => window.print()}
      />
      <div className={styles.body}>
        {sheet.cues.length === 0 ? (
          <div className={styles.empty}>
            <h3>{t('empty.title')}</h3>
            <p>{t(isFixed ? 'empty.over' : 'empty.hint')}</p>
            {isDraft ? (
              <Button kind="primary" onClick={() => setShown('copy')}>
                {t('empty.copy')}
              </Button>
            ) : isFixed ? (
              <Button onClick={() => openDialog({ kind: 'shows' })}>{t('empty.shows')}</Button>
            ) : null}
          </div>
        ) : (
          <SheetTable sheet={sheet} sought={sought} />
        )}
        <aside className={styles.side}>
          {isFixed ? (
            <p className={styles.over}>{t('over')}</p>
          ) : (
            <div className={styles.add}>
              <h3>{t(isDraft ? 'pick.title' : pinned === null ? 'pick.atEnd' : 'pick.afterNow')}</h3>
              <CuePicker version={sheet.version} after={isDraft ? null : pinned} />
            </div>
          )}
          {isFixed ? null : <SheetLacks cues={sheet.cues} onShow={({ variantId }) => setSought({ variantId })} />}
        </aside>
      </div>
      <SheetPaper sheet={sheet} />
      {shown === 'copy' ? <SheetCopy sheet={sheet} onClose={close} /> : null}
      {shown === 'export' ? <SheetExport onClose={close} /> : null}
    </section>
  );
};
