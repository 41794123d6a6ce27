// Sends edits of the run sheet one after another, each naming the version that the one before it made.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { RouteInput, RouteOutput } from '../../../src-main/contract/routes.ts';
import type { CueRow, RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { liveStore } from '../../state/live-store.ts';
import { runCommand } from '../desk/run-command.ts';

type SheetEdit =
  | 'run-sheet.insert'
  | 'run-sheet.change'
  | 'run-sheet.move'
  | 'run-sheet.remove'
  | 'run-sheet.skip'
  | 'run-sheet.schedule'
  | 'run-sheet.undo'
  | 'run-sheet.redo'
  | 'run-sheet.copy';

type SheetEditInput<Name extends SheetEdit> = Omit<RouteInput<Name>, 'commandId' | 'showId' | 'version'>;
type CueChange = RouteInput<'run-sheet.change'>['cue'];

/** What the newest reply said, which the topic may be behind of. */
let newest: { readonly showId: string; readonly version: number } | null = null;
let last: Promise<unknown> = Promise.resolve();

const versionNow = ({ showId, version }: RunSheetTopic): number =>
  newest?.showId === showId ? Math.max(newest.version, version) : version;

const NOTHING: Extract<Reply<never>, { ok: false }> = {
  ok: false,
  code: 'no_show',
  message: 'There is no run sheet yet.',
};

const send = async <Name extends SheetEdit>(
  name: Name,
  input: SheetEditInput<Name>,
): Promise<Reply<RouteOutput<Name>>> => {
  const sheet = liveStore.getState().topics['run-sheet.current'];
  if (sheet === null) return NOTHING;
  const { showId } = sheet;
  const ref = { commandId: newCommandId(), showId, version: versionNow(sheet) };
  // What was left out of the route's input is put back; TypeScript cannot follow that through a generic name.
  const whole = { ...input, ...ref } as unknown as RouteInput<Name>;
  const reply = await runCommand(name, whole);
  newest = reply.ok ? { showId, version: reply.value.version } : null;
  return reply;
};

export const editSheet = <Name extends SheetEdit>(
  name: Name,
  input: SheetEditInput<Name>,
): Promise<Reply<RouteOutput<Name>>> => {
  const sent = last.then(() => send(name, input));
  last = sent;
  return sent;
};

/** One field of a cue: what somebody else changes in it meanwhile stays. */
export const changeCue = ({ variantId }: CueRow, change: Omit<CueChange, 'variantId'>): void => {
  void editSheet('run-sheet.change', { cue: { variantId, ...change } });
};

/** Left out, or taken back in; whatever else has changed meanwhile. */
export const skipCue = (variantId: CueRow['variantId'], isSkipped: boolean): void => {
  void editSheet('run-sheet.skip', { variantId, isSkipped });
};
