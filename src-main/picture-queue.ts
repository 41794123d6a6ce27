// The pictures that imports have named, fetched one or two at a time while there is a network, and what became of each.

import { networkInterfaces } from 'node:os';
import { Refusal } from './contract/errors.ts';
import type { PictureFault, PictureTopic } from './contract/picture-documents.ts';
import { after, duration, type Instant } from './core/units.ts';
import { fetchPicture } from './picture-source.ts';
import type { MediaShelf } from './store/media-shelf.ts';
import type { PictureJob } from './store/picture-store.ts';
import type { Store } from './store/store.ts';

export interface PictureQueue {
  topic(): PictureTopic;
  /** Begins what is due; cheap where nothing is. */
  tick(): void;
  /** Something was queued, retried or called off. */
  wake(): void;
  /** What is under way is broken off and begun anew at the next start. */
  stop(): Promise<void>;
}

export interface PictureQueueOptions {
  readonly store: Store;
  readonly media: MediaShelf;
  clock(): Instant;
  /** Whether an IP address may be asked. */
  isAllowed(address: string): boolean;
  isOnAir(): boolean;
  /** Writes that the picture has come and tells shows. */
  take(job: PictureJob, name: string): void;
  onFault(fault: unknown): void;
  hasNetwork?(): boolean;
}

const AT_ONCE = 2;
/** A show needs its line for itself. */
const AT_ONCE_ON_AIR = 1;
const PUT_OFF_BY = [duration(5_000), duration(60_000), duration(600_000)];
const LOOK_FOR_NETWORK_AFTER = duration(5_000);
const AFTER_FAULT = duration(60_000);
const UNTHUMBED_SHOWN = 8;

const hasOwnNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) === true);

export const createPictureQueue = (options: PictureQueueOptions): PictureQueue => {
  const { store, media, clock, isAllowed, isOnAir, take, onFault, hasNetwork = hasOwnNetwork } = options;
  const abort = new AbortController();
  const running = new Map<PictureJob['productId'], Promise<void>>();
  /** Null: nothing waits. */
  let lookAt: Instant | null = clock();
  let isOffline = false;
  let counts = store.pictureCounts();

  const counted = (): void => {
    counts = store.pictureCounts();
  };

  const giveUp = (job: PictureJob, fault: PictureFault, isPassing: boolean): void => {
    const by = isPassing ? PUT_OFF_BY[job.attempts] : undefined;
    store.transact((writes) => {
      if (by === undefined) writes.failPicture(job.jobId, fault);
      else writes.putOffPicture(job.jobId, after(clock(), by));
    });
  };

  const keep = (job: PictureJob, bytes: Uint8Array): void => {
    try {
      take(job, media.keep(bytes));
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'bad_image') throw fault;
      giveUp(job, 'not_image', false);
    }
  };

  const fetchOne = async (job: PictureJob): Promise<void> => {
    try {
      const reply = await fetchPicture(job.url, { isAllowed, signal: abort.signal });
      if (reply.ok) keep(job, reply.bytes);
      else giveUp(job, reply.fault, reply.isPassing);
      lookAt = clock();
    } catch (fault) {
      if (abort.signal.aborted) return;
      onFault(fault);
      lookAt = after(clock(), AFTER_FAULT);
    } finally {
      running.delete(job.productId);
      if (!abort.signal.aborted) counted();
    }
  };

  const begin = (): void => {
    const most = isOnAir() ? AT_ONCE_ON_AIR : AT_ONCE;
    const now = clock();
    // One a product: those under way may be among the first.
    for (const job of store.picturesDue(now, most + running.size)) {
      if (running.size >= most) return;
      if (!running.has(job.productId)) running.set(job.productId, fetchOne(job));
    }
    lookAt = store.nextPictureDue();
    // What is due and could not begin waits for one that is under way.
    if (running.size > 0 && lookAt !== null && lookAt <= now) lookAt = null;
  };

  return {
    topic: () => ({
      waiting: counts.waiting,
      done: counts.done,
      total: counts.waiting + counts.done + counts.failedSince,
      failed: counts.failed,
      cancelled: counts.cancelled,
      isOffline: isOffline && counts.waiting > 0,
      unthumbed: media.unthumbed(UNTHUMBED_SHOWN),
    }),
    tick: () => {
      if (abort.signal.aborted || lookAt === null || clock() < lookAt) return;
      isOffline = counts.waiting > 0 && !hasNetwork();
      if (isOffline) lookAt = after(clock(), LOOK_FOR_NETWORK_AFTER);
      else begin();
    },
    wake: () => {
      counted();
      lookAt = clock();
    },
    stop: async () => {
      abort.abort();
      await Promise.all(running.values());
    },
  };
};
