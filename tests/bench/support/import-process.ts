// A child process that imports one file the way an engine does, and tells how long each part took and what it cost in memory.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { FILE_CHUNK_BYTES } from '../../../src-main/contract/import-limits.ts';
import { startEngineHost } from '../../../src-main/host-engine.ts';
import { onAsk, readGiven, sayReady } from './child.ts';
import { newIntent, openEngineScreen } from './engine-screen.ts';
import { RESOURCES } from './show-stream.ts';

const { file, dataDir } = readGiven(z.object({ file: z.string(), dataDir: z.string() }));
const REVIEW_WORKER = join(import.meta.dirname, '../../../src-main/review-worker.ts');
const LOOK_EVERY_MS = 5;
const NO_CHOICES = { format: null, encoding: null, sheet: null, headerRow: null, mapping: null, currency: null };

const host = await startEngineHost({
  dataDir,
  room: { kind: 'none' },
  resourcesDir: RESOURCES,
  reviewWorker: REVIEW_WORKER,
});
const screen = openEngineScreen(host.engine);

const reaches = async (phase: ImportTopic['phase']): Promise<void> => {
  while (screen.topic('import.state')?.phase !== phase) {
    if (screen.topic('import.state')?.phase === 'refused') throw new Error('the file was refused');
    await wait(LOOK_EVERY_MS);
  }
};

const bytes = readFileSync(file);
const { uploadId } = await screen.must('import.begin', { ...newIntent(), name: 'shop.csv', size: bytes.length });
for (let offset = 0; offset < bytes.length; offset += FILE_CHUNK_BYTES) {
  const piece = bytes.subarray(offset, offset + FILE_CHUNK_BYTES).toString('base64');
  await screen.must('import.chunk', { ...newIntent(), uploadId, offset, bytes: piece });
}

const mostMb = (): number => process.resourceUsage().maxRSS / 1024;
const before = mostMb();
const cpu = process.cpuUsage();
const startedAt = performance.now();
await screen.must('import.open', { ...newIntent(), uploadId, choices: NO_CHOICES });
await reaches('ready');
const comparedAt = performance.now();
const { editId, created } = await screen.must('import.apply', { ...newIntent(), uploadId });
const appliedAt = performance.now();
const used = process.cpuUsage(cpu);
const grownMb = mostMb() - before;
const undoStartedAt = performance.now();
await screen.must('catalogue.undo', { ...newIntent(), editId });
const undoneAt = performance.now();

onAsk(() => ({
  created,
  ms: appliedAt - startedAt,
  cpuMs: (used.user + used.system) / 1000,
  comparedMs: comparedAt - startedAt,
  appliedMs: appliedAt - comparedAt,
  undoMs: undoneAt - undoStartedAt,
  grownMb,
}));
sayReady({});
