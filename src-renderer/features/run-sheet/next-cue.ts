// The cue that comes next by the run sheet: gone to, or left out.

import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { i18n } from '../../i18n/i18n.ts';
import { liveStore } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { pinProduct } from '../products/pin-commands.ts';
import { editSheet } from './sheet-edits.ts';

/** Null at the end of the sheet. */
const nextCue = (): CueRow | null => {
  const { topics } = liveStore.getState();
  const number = topics['pin.current']?.next?.number ?? null;
  return topics['run-sheet.current']?.cues.find((cue) => cue.number === number) ?? null;
};

const sayEnd = (): void => showToast('attention', i18n.t('run-sheet:noNext'));

export const pinNextCue = (): void => {
  const cue = nextCue();
  if (cue === null) sayEnd();
  else pinProduct(cue);
};

/** It keeps its number and can be taken back in on the run sheet. */
export const skipNextCue = async (): Promise<void> => {
  const cue = nextCue();
  if (cue === null) return sayEnd();
  const { number, title, variantId } = cue;
  const reply = await editSheet('run-sheet.skip', { variantId, isSkipped: true });
  if (reply.ok) showToast('fine', i18n.t('run-sheet:skippedNow', { number, title }));
};
