// The pictures of the data folder: kept under the hash of their bytes, whole or not at all.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import { THUMB_WIDTHS, type ThumbWidth } from '../contract/picture-documents.ts';
import { cleanImage } from '../core/image-bytes.ts';
import { syncFolder } from './durable-file.ts';

export interface MediaShelf {
  /** The name that a picture is kept under; throws Refusal `bad_image` where the bytes are none. */
  keep(bytes: Uint8Array): string;
  /** Names of pictures that have no small ones yet. */
  unthumbed(most: number): readonly string[];
  /** Keeps a small one beside the picture; throws Refusal `not_found` or `bad_image`. */
  keepThumb(name: string, width: ThumbWidth, bytes: Uint8Array): void;
  /** No page can draw it: it is shown as it is. */
  giveUpThumbs(name: string): void;
}

const NAME_DIGITS = 40;
const MOST_THUMB_HEIGHT = 4_096;

/** A picture that has come in from outside; those of the demo are drawings and small already. */
const KEPT_NAME = /^[0-9a-f]{40}\.(?:png|jpg|webp|gif)$/;

const thumbFolder = (width: ThumbWidth): string => `thumb-${width}`;

const namesIn = (dir: string): readonly string[] => (existsSync(dir) ? readdirSync(dir) : []);

export const createMediaShelf = (dir: string): MediaShelf => {
  const write = (folder: string, name: string, bytes: Uint8Array): void => {
    const path = join(folder, name);
    if (existsSync(path)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const partial = join(folder, `.${name}.partial`);
    try {
      writeFileSync(partial, bytes, { mode: 0o600, flush: true });
      renameSync(partial, path);
      syncFolder(folder);
    } finally {
      rmSync(partial, { force: true });
    }
  };

  let waiting: Map<string, Set<ThumbWidth>> | null = null;
  /** Which widths are missing, by picture: looked through once, kept up since. */
  const missing = (): Map<string, Set<ThumbWidth>> => {
    if (waiting !== null) return waiting;
    const made = THUMB_WIDTHS.map((width) => [width, new Set(namesIn(join(dir, thumbFolder(width))))] as const);
    waiting = new Map();
    for (const name of namesIn(dir)) {
      const lacks = made.filter(([, names]) => !names.has(`${name}.webp`)).map(([width]) => width);
      if (KEPT_NAME.test(name) && lacks.length > 0) waiting.set(name, new Set(lacks));
    }
    return waiting;
  };

  return {
    keep: (bytes) => {
      const image = cleanImage(bytes);
      if (image === null) throw new Refusal('bad_image', 'The file is no PNG, JPEG, WebP or GIF picture.');
      const digest = createHash('sha256').update(image.bytes).digest('hex').slice(0, NAME_DIGITS);
      const name = `${digest}.${image.kind}`;
      if (existsSync(join(dir, name))) return name;
      write(dir, name, image.bytes);
      missing().set(name, new Set(THUMB_WIDTHS));
      return name;
    },
    unthumbed: (most) => [...missing().keys()].slice(0, most),
    keepThumb: (name, width, bytes) => {
      if (!existsSync(join(dir, name))) throw new Refusal('not_found', 'There is no such picture.');
      const thumb = cleanImage(bytes);
      if (thumb === null || thumb.kind !== 'webp' || thumb.width > width || thumb.height > MOST_THUMB_HEIGHT) {
        throw new Refusal('bad_image', 'The small picture is no WebP of that width.');
      }
      write(join(dir, thumbFolder(width)), `${name}.webp`, thumb.bytes);
      const lacks = missing().get(name);
      lacks?.delete(width);
      if (lacks?.size === 0) missing().delete(name);
    },
    giveUpThumbs: (name) => {
      missing().delete(name);
    },
  };
};
