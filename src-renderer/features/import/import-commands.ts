// The import's commands as this screen gives them; a refusal is said in a sentence.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { OutgoingFile } from '../../../src-main/contract/import-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { newCommandId } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { showToast } from '../../state/toast-store.ts';
import { saveFile } from '../../ui/save-file.ts';
import { runCommand } from '../desk/run-command.ts';
import { fetchFile, isTooLarge, sendFile } from './file-transfer.ts';

export type Choices = RouteInput<'import.open'>['choices'];
type Refused = Extract<Reply<unknown>, { ok: false }>;

export const NO_CHOICES: Choices = {
  format: null,
  encoding: null,
  sheet: null,
  headerRow: null,
  mapping: null,
  currency: null,
};

const say = (refused: Refused): void =>
  showToast('attention', i18n.t(`errors:${refused.code}`, { ...refused.details }));

export const openUpload = (uploadId: string, choices: Choices): Promise<Reply<null>> =>
  runCommand('import.open', { commandId: newCommandId(), uploadId, choices });

export const giveUp = (uploadId: string): Promise<Reply<null>> =>
  runCommand('import.close', { commandId: newCommandId(), uploadId });

/** Sends a file and has it read; resolves when it is under way or refused. */
export const beginImport = async (name: string, content: Blob): Promise<void> => {
  if (isTooLarge(content)) return showToast('attention', i18n.t('import:tooLarge'));
  let uploadId: string | null = null;
  const sent = await sendFile(name, content, (id) => {
    uploadId = id;
  });
  if ('uploadId' in sent) {
    await openUpload(sent.uploadId, NO_CHOICES);
    return;
  }
  // Given up by a person, or by another screen's import: nothing that has to be said.
  if (sent.code === 'not_found') return;
  say(sent);
  if (uploadId !== null) await giveUp(uploadId);
};

/** Fetches what the engine has written and hands it to the person. */
export const saveOutgoing = async (file: OutgoingFile): Promise<void> => {
  const content = await fetchFile(file);
  if (content instanceof Blob) saveFile(file.name, content);
  else say(content);
};
