// What the engine asks of its store about pictures that imports have named: which to fetch next, and what became of each.

import type { PictureFailure, PictureFault } from '../contract/picture-documents.ts';
import type { Instant, ProductId } from '../core/units.ts';
import type { ProductChange } from './catalogue-store.ts';

export interface PictureJob {
  readonly jobId: number;
  readonly productId: ProductId;
  readonly url: string;
  /** How often it was tried and put off. */
  readonly attempts: number;
}

export interface PictureCounts {
  readonly waiting: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of those queued since the oldest that waits. */
  readonly done: number;
  readonly failedSince: number;
}

export interface PictureReads {
  /** At most one a product, so that its pictures come in their order; archived products wait. */
  picturesDue(now: Instant, limit: number): readonly PictureJob[];
  /** When the next one is due; null where none waits. */
  nextPictureDue(): Instant | null;
  pictureCounts(): PictureCounts;
  pictureFailures(limit: number): readonly PictureFailure[];
}

export interface PictureWrites {
  /** In their order; one that was queued for the product before stays as it is. */
  queuePictures(productId: ProductId, urls: readonly string[], at: Instant): void;
  /**
   * The picture has come: it joins its product's at its place, behind those of a person. The product's version stays, for
   * nobody has edited it. Returns what that changed; null where it has it already, or has no room.
   */
  takePicture(jobId: number, name: string, at: Instant): ProductChange | null;
  putOffPicture(jobId: number, dueAt: Instant): void;
  failPicture(jobId: number, fault: PictureFault): void;
  retryPictures(at: Instant): void;
  cancelPictures(): void;
  dismissPictures(): void;
}
