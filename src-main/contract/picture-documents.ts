// The pictures of imports on their way into the data folder, as screens follow them.

import type { Instant, ProductId } from '../core/units.ts';

/**
 * address: no http or https, or an address of the house · network, timeout: nobody answered · status: the server refused ·
 * redirects: too many · too_large · not_image: the bytes are no PNG, JPEG, WebP or GIF picture.
 */
export const PICTURE_FAULTS = [
  'address',
  'network',
  'timeout',
  'status',
  'redirects',
  'too_large',
  'not_image',
] as const;
export type PictureFault = (typeof PICTURE_FAULTS)[number];

export interface PictureTopic {
  /** Still to be fetched. */
  readonly waiting: number;
  /** Of the pictures queued since the oldest that waits. */
  readonly done: number;
  readonly total: number;
  /** All that were given up, and all that a person has called off. */
  readonly failed: number;
  readonly cancelled: number;
  /** There is no network: they wait for it. */
  readonly isOffline: boolean;
  /** Names under `media` of which a page is to make small ones; at most 8. */
  readonly unthumbed: readonly string[];
}

export interface PictureFailure {
  readonly productId: ProductId;
  readonly title: string;
  readonly url: string;
  readonly fault: PictureFault;
  readonly at: Instant;
}

/** Widths in pixels that small pictures are made in. */
export const THUMB_WIDTHS = [96, 320] as const;
export type ThumbWidth = (typeof THUMB_WIDTHS)[number];
