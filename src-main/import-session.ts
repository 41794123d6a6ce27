// One file on its way into the catalogue: where it stands, and what is known of it so far.

import type { FileSource } from './catalogue-files/file-source.ts';
import type { Catalogue } from './catalogue-files/read-catalogue.ts';
import { Refusal } from './contract/errors.ts';
import type { ImportOutcome, ImportPhase, ImportTopic } from './contract/import-documents.ts';
import type { RouteParsed } from './contract/routes.ts';
import type { ImportDrafts, ImportPlan } from './import-plan.ts';
import type { ImportRun } from './import-run.ts';
import type { ImportUpload } from './import-upload.ts';

export type ImportChoices = RouteParsed<'import.open'>['choices'];

export interface OpenedFile {
  readonly catalogue: Catalogue;
  readonly choices: ImportChoices;
  /** Of its headers. */
  readonly signature: string;
  readonly currency: string;
  readonly isMappingRemembered: boolean;
}

export interface ImportSession extends ImportRun {
  readonly upload: ImportUpload;
  source: FileSource | null;
  progress: number;
  rows: number;
  opened: OpenedFile | null;
  drafts: ImportDrafts | null;
  plan: ImportPlan | null;
  outcome: ImportOutcome | null;
}

export const beginSession = (upload: ImportUpload): ImportSession => ({
  upload,
  source: null,
  abort: new AbortController(),
  run: Promise.resolve(),
  phase: 'receiving',
  round: 0,
  progress: 0,
  rows: 0,
  refusal: null,
  opened: null,
  drafts: null,
  plan: null,
  outcome: null,
});

export const endSession = async (session: ImportSession): Promise<void> => {
  session.abort.abort();
  await session.run;
  session.drafts?.close();
  session.drafts = null;
  await session.source?.close();
  session.source = null;
  await session.upload.remove();
};

export const openedOf = <Opened>({ opened }: { readonly opened: Opened | null }): Opened => {
  if (opened === null) throw new Refusal('wrong_phase', 'The file has not been opened yet.');
  return opened;
};

export const planOf = <Plan>({ plan }: { readonly plan: Plan | null }): Plan => {
  if (plan === null) throw new Refusal('wrong_phase', 'The file has not been compared yet.');
  return plan;
};

export const refuseInPhase = ({ phase }: Pick<ImportSession, 'phase'>, phases: readonly ImportPhase[]): void => {
  if (!phases.includes(phase)) throw new Refusal('wrong_phase', `The import is ${phase}.`);
};

const NOTHING: ImportTopic = {
  phase: 'none',
  uploadId: null,
  round: 0,
  name: '',
  bytes: 0,
  received: 0,
  progress: 0,
  rows: 0,
  refusal: null,
  counts: null,
  outcome: null,
};

/** What a session has to tell, whatever its file is of. */
type Told = Pick<ImportSession, 'upload' | 'phase' | 'round' | 'progress' | 'rows' | 'refusal' | 'outcome'> & {
  readonly plan: Pick<ImportPlan, 'counts'> | null;
};

export const toImportTopic = (session: Told | null): ImportTopic => {
  if (session === null) return NOTHING;
  const { upload, phase, round, progress, rows, refusal, plan, outcome } = session;
  return {
    phase,
    uploadId: upload.uploadId,
    round,
    name: upload.name,
    bytes: upload.size,
    received: upload.received(),
    progress,
    rows,
    refusal,
    counts: plan?.counts ?? null,
    outcome,
  };
};
