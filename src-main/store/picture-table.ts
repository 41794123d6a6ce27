// The queue of pictures to fetch: one row a product and address, kept after it is done so that it is fetched once.

import type { PictureFailure, PictureFault } from '../contract/picture-documents.ts';
import { type CatalogueProduct, MOST_IMAGES } from '../core/catalogue-product.ts';
import type { Instant, ProductId } from '../core/units.ts';
import type { CatalogueTable } from './catalogue-table.ts';
import type { SqliteFile } from './database.ts';
import type { PictureReads, PictureWrites } from './picture-store.ts';
import { fromStored, toStored } from './stored-text.ts';
import type { TouchedLog } from './touched-log.ts';

export interface PictureTable extends PictureReads, PictureWrites {}

interface JobRow {
  readonly position: number;
  readonly product_id: ProductId;
  readonly url: string;
  readonly attempts: number;
}

interface FailureRow {
  readonly product_id: ProductId;
  readonly title: string;
  readonly url: string;
  readonly reason: PictureFault;
  readonly queued_at_ms: Instant;
}

interface CountRow {
  readonly waiting: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly done: number;
  readonly failed_since: number;
}

const rowToFailure = (row: FailureRow): PictureFailure => ({
  productId: row.product_id,
  title: fromStored(row.title),
  url: fromStored(row.url),
  fault: row.reason,
  at: row.queued_at_ms,
});

/** What is archived, as by an import that was undone, is neither fetched nor counted. */
const OF_ACTIVE = 'picture_job JOIN product USING (product_id) WHERE is_archived = 0';

export const createPictureTable = (db: SqliteFile, catalogue: CatalogueTable, touched: TouchedLog): PictureTable => {
  const due = db.prepare<[number, number], JobRow>(
    `SELECT min(position) AS position, picture_job.product_id, url, attempts FROM ${OF_ACTIVE}
     AND state = 'waiting' AND due_at_ms <= ? GROUP BY picture_job.product_id ORDER BY position LIMIT ?`,
  );
  const nextDue = db
    .prepare<[], Instant | null>(`SELECT min(due_at_ms) FROM ${OF_ACTIVE} AND state = 'waiting'`)
    .pluck();
  const counts = db.prepare<[], CountRow>(
    `WITH job AS (SELECT state, queued_at_ms FROM ${OF_ACTIVE}),
       oldest AS (SELECT min(queued_at_ms) AS at FROM job WHERE state = 'waiting')
     SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'failed') AS failed,
       count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE state = 'done' AND queued_at_ms >= at) AS done,
       count(*) FILTER (WHERE state = 'failed' AND queued_at_ms >= at) AS failed_since
     FROM job, oldest`,
  );
  const failures = db.prepare<[number], FailureRow>(
    `SELECT picture_job.product_id, title, url, reason, queued_at_ms FROM ${OF_ACTIVE} AND state = 'failed'
     ORDER BY position DESC LIMIT ?`,
  );
  const insert = db.prepare<[ProductId, string, number, number, number]>(
    `INSERT OR IGNORE INTO picture_job (product_id, url, place, due_at_ms, queued_at_ms) VALUES (?, ?, ?, ?, ?)`,
  );
  const job = db.prepare<[number], { readonly product_id: ProductId; readonly place: number }>(
    'SELECT product_id, place FROM picture_job WHERE position = ?',
  );
  const placesOf = db.prepare<[ProductId], { readonly name: string; readonly place: number }>(
    `SELECT name, place FROM picture_job WHERE product_id = ? AND state = 'done' AND name IS NOT NULL`,
  );
  const finish = db.prepare<[string, number]>("UPDATE picture_job SET state = 'done', name = ? WHERE position = ?");
  const putOff = db.prepare<[number, number]>(
    "UPDATE picture_job SET attempts = attempts + 1, due_at_ms = ? WHERE position = ? AND state = 'waiting'",
  );
  const fail = db.prepare<[string, number]>(
    "UPDATE picture_job SET state = 'failed', reason = ? WHERE position = ? AND state = 'waiting'",
  );
  const retry = db.prepare<[number, number]>(
    `UPDATE picture_job SET state = 'waiting', reason = NULL, attempts = 0, due_at_ms = ?, queued_at_ms = ?
     WHERE state IN ('failed', 'cancelled')`,
  );
  const cancel = db.prepare("UPDATE picture_job SET state = 'cancelled' WHERE state = 'waiting'");
  const dismiss = db.prepare("DELETE FROM picture_job WHERE state IN ('failed', 'cancelled')");

  /** Behind a person's own and those that the file names before it. */
  const joined = (product: CatalogueProduct, name: string, place: number): readonly string[] => {
    const places = new Map(placesOf.all(product.productId).map((row) => [row.name, row.place]));
    const later = product.images.findIndex((image) => (places.get(image) ?? -1) > place);
    const at = later === -1 ? product.images.length : later;
    return [...product.images.slice(0, at), name, ...product.images.slice(at)];
  };

  return {
    picturesDue: (now, limit) =>
      due.all(now, limit).map((row) => ({
        jobId: row.position,
        productId: row.product_id,
        url: fromStored(row.url),
        attempts: row.attempts,
      })),
    nextPictureDue: () => nextDue.get() ?? null,
    pictureCounts: () => {
      const row = counts.get();
      if (row === undefined) throw new Error('a count without a row');
      const { waiting, failed, cancelled, done, failed_since: failedSince } = row;
      return { waiting, failed, cancelled, done, failedSince };
    },
    pictureFailures: (limit) => failures.all(limit).map(rowToFailure),
    queuePictures: (productId, urls, at) => {
      for (const [place, url] of urls.entries()) insert.run(productId, toStored(url), place, at, at);
    },
    takePicture: (jobId, name, at) => {
      const row = job.get(jobId);
      if (row === undefined) return null;
      const before = catalogue.product(row.product_id)?.product ?? null;
      finish.run(name, jobId);
      if (before === null || before.images.includes(name) || before.images.length >= MOST_IMAGES) return null;
      const after = { ...before, images: joined(before, name, row.place) };
      catalogue.write(before, after, at);
      touched.product(before.productId);
      return { before, after };
    },
    putOffPicture: (jobId, dueAt) => {
      putOff.run(dueAt, jobId);
    },
    failPicture: (jobId, fault) => {
      fail.run(fault, jobId);
    },
    retryPictures: (at) => {
      retry.run(at, at);
    },
    cancelPictures: () => {
      cancel.run();
    },
    dismissPictures: () => {
      dismiss.run();
    },
  };
};
