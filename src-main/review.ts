// Asks a thread for the review of a show: its facts are read and folded there.

import { Worker } from 'node:worker_threads';
import type { ShowSummary } from './contract/documents.ts';
import { type ErrorCode, Refusal } from './contract/errors.ts';
import type { Instant, ShowId } from './core/units.ts';

export interface ReviewOrder {
  readonly dataDir: string;
  readonly nativeBinding?: string;
  readonly showId: ShowId;
  readonly now: Instant;
}

export type ReviewAnswer =
  | { readonly ok: true; readonly summary: ShowSummary }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: Refusal['details'];
    };

/** `modulePath` is the worker's file. Rejects with a Refusal where the show or the store cannot be read. */
export const readReview = (modulePath: string, order: ReviewOrder): Promise<ShowSummary> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(modulePath, { workerData: order });
    worker.once('message', (answer: ReviewAnswer) => {
      if (answer.ok) resolve(answer.summary);
      else reject(new Refusal(answer.code, answer.message, answer.details));
    });
    worker.once('error', reject);
    // After an answer this changes nothing.
    worker.once('exit', (code) => reject(new Error(`The review's thread ended without an answer (${code}).`)));
  });
