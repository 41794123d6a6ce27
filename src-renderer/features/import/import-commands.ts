// The import's commands as this screen gives them; a refusal is said in a sentence.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { OutgoingFile } from '../../../src-main/contract/import-documents.ts';
import { i18n } from '../../i18n/i18n.ts';
import { showToast } from '../../state/toast-store.ts';
import { saveFile } from '../../ui/save-file.ts';
import { fetchFile, isTooLarge, sendFile } from './file-transfer.ts';
import { type ImportDesk, NO_CHOICES } from './import-desk.ts';

type Refused = Extract<Reply<unknown>, { ok: false }>;

const say = (refused: Refused): void =>
  showToast('attention', i18n.t(`errors:${refused.code}`, { ...refused.details }));

/** Sends a file and has it read; resolves when it is under way or refused. */
export const beginImport = async (desk: ImportDesk, name: string, content: Blob): Promise<void> => {
  if (isTooLarge(content)) return showToast('attention', i18n.t('import:tooLarge'));
  let uploadId: string | null = null;
  const sent = await sendFile(desk, name, content, (id) => {
    uploadId = id;
  });
  if ('uploadId' in sent) {
    await desk.open(sent.uploadId, NO_CHOICES);
    return;
  }
  // Given up by a person, or by another screen's import: nothing that has to be said.
  if (sent.code === 'not_found') return;
  say(sent);
  if (uploadId !== null) await desk.giveUp(uploadId);
};

/** Fetches what the engine has written and hands it to the person. */
export const saveOutgoing = async (file: OutgoingFile): Promise<void> => {
  const content = await fetchFile(file);
  if (content instanceof Blob) saveFile(file.name, content);
  else say(content);
};
