// The work of an import behind the requests that ask for it: one piece at a time, given up when another begins, told when it fails.

import { FileRefusal } from './catalogue-files/file-refusal.ts';
import { sayRefusal } from './catalogue-files/problem-words.ts';
import { Refusal } from './contract/errors.ts';
import type { ImportPhase, ImportRefusal } from './contract/import-documents.ts';

/** What of a session the work moves, whatever its file is of. */
export interface ImportRun {
  abort: AbortController;
  run: Promise<void>;
  phase: ImportPhase;
  /** How often it was opened, compared again included. */
  round: number;
  refusal: ImportRefusal | null;
}

export const failRun = (session: ImportRun, fault: unknown, onFault: (fault: unknown) => void): void => {
  session.phase = 'refused';
  if (fault instanceof FileRefusal) {
    session.refusal = { kind: 'file', said: { 'zh-CN': sayRefusal(fault, 'zh-CN'), en: sayRefusal(fault, 'en') } };
  } else if (fault instanceof Refusal) {
    session.refusal = { kind: 'error', code: fault.code, details: fault.details };
  } else {
    session.refusal = { kind: 'error', code: 'internal', details: {} };
    onFault(fault);
  }
};

/** Whatever the session did before is ended first; the request that asks does not wait for the work. */
export const startRun = async (
  session: ImportRun,
  phase: ImportPhase,
  work: (signal: AbortSignal) => Promise<void>,
  onFault: (fault: unknown) => void,
): Promise<void> => {
  session.abort.abort();
  await session.run;
  const abort = new AbortController();
  session.round += 1;
  Object.assign(session, { abort, phase, progress: 0, refusal: null, plan: null, outcome: null });
  session.run = work(abort.signal).catch((fault: unknown) => {
    if (!abort.signal.aborted) failRun(session, fault, onFault);
  });
};
