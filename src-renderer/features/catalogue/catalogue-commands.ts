// The catalogue's commands as this screen gives them: each edit leaves a notice by which it can be undone.

import type { EditOutcome } from '../../../src-main/contract/catalogue-documents.ts';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { newCommandId } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { catalogueStore, type EditNotice, NOTHING_CHOSEN } from '../../state/catalogue-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { runCommand } from '../desk/run-command.ts';
import { toSelection } from './choice.ts';

type Change = RouteInput<'catalogue.editMany'>['change'];

export const noteEdit = (what: EditNotice['what'], { editId, products }: EditOutcome): void =>
  catalogueStore.getState().setNotice(editId === null ? null : { editId, what, products });

const note = (what: EditNotice['what'], reply: Reply<EditOutcome>): boolean => {
  if (reply.ok) noteEdit(what, reply.value);
  return reply.ok;
};

const selectionOf = (total: number) => {
  const { choice, filter } = catalogueStore.getState();
  return toSelection(choice, filter, total);
};

export const changeChosen = async (total: number, change: Change, why = ''): Promise<boolean> =>
  note(
    'many',
    await runCommand('catalogue.editMany', { commandId: newCommandId(), selection: selectionOf(total), change, why }),
  );

export const archiveChosen = async (total: number, isArchived: boolean): Promise<void> => {
  const input = { commandId: newCommandId(), selection: selectionOf(total), why: '' };
  const isDone = isArchived
    ? note('archive', await runCommand('catalogue.archive', input))
    : note('restore', await runCommand('catalogue.restore', input));
  // They have left the list.
  if (isDone) catalogueStore.getState().choose(NOTHING_CHOSEN);
};

/** The newest edit of anybody where no other is named. */
export const undoEdit = async (editId: EditNotice['editId'] | null): Promise<void> => {
  const reply = await runCommand('catalogue.undo', { commandId: newCommandId(), editId });
  if (!reply.ok) return;
  catalogueStore.getState().setNotice(null);
  showToast('fine', i18n.t('catalogue:undone', { count: reply.value.products }));
};
