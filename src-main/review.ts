// Asks a thread for the review of a show: its facts are read and folded there.

import { Worker } from 'node:worker_threads';
import type { ShowSummary } from './contract/documents.ts';
import { type ErrorCode, Refusal } from './contract/errors.ts';
import type { Affected } from './core/emergency-scope.ts';
import type { ShowOrders } from './core/show-orders.ts';
import type { EmergencyId, Instant, ShowId } from './core/units.ts';

/** What is wanted of a show: its review, what its orders may be recognised by, or whom one of its emergencies concerns. */
export interface ReviewOrder {
  readonly what: 'summary' | 'orders' | { readonly affectedBy: EmergencyId };
  readonly dataDir: string;
  readonly nativeBinding?: string;
  readonly showId: ShowId;
  readonly now: Instant;
}

export type ReviewAnswer =
  | { readonly ok: true; readonly what: 'summary'; readonly summary: ShowSummary }
  | { readonly ok: true; readonly what: 'orders'; readonly orders: ShowOrders }
  | { readonly ok: true; readonly what: 'affected'; readonly affected: Affected }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: Refusal['details'];
    };

const ask = (modulePath: string, order: ReviewOrder): Promise<ReviewAnswer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(modulePath, { workerData: order });
    worker.once('message', (answer: ReviewAnswer) => {
      if (answer.ok) resolve(answer);
      else reject(new Refusal(answer.code, answer.message, answer.details));
    });
    worker.once('error', reject);
    // After an answer this changes nothing.
    worker.once('exit', (code) => reject(new Error(`The review's thread ended without an answer (${code}).`)));
  });

type Asked = Omit<ReviewOrder, 'what'>;

const unasked = (): never => {
  throw new Error('The review has answered something else than it was asked.');
};

/** `modulePath` is the worker's file. Rejects with a Refusal where the show or the store cannot be read. */
export const readReview = async (modulePath: string, order: Asked): Promise<ShowSummary> => {
  const answer = await ask(modulePath, { ...order, what: 'summary' });
  return answer.ok && answer.what === 'summary' ? answer.summary : unasked();
};

/** As `readReview`. */
export const readShowOrders = async (modulePath: string, order: Asked): Promise<ShowOrders> => {
  const answer = await ask(modulePath, { ...order, what: 'orders' });
  return answer.ok && answer.what === 'orders' ? answer.orders : unasked();
};

/** As `readReview`, and with `not_found` where the show has no such emergency. */
export const readAffected = async (
  modulePath: string,
  { emergencyId, ...order }: Asked & { readonly emergencyId: EmergencyId },
): Promise<Affected> => {
  const answer = await ask(modulePath, { ...order, what: { affectedBy: emergencyId } });
  return answer.ok && answer.what === 'affected' ? answer.affected : unasked();
};
