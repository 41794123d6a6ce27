// The pictures of the data folder: kept under the hash of their bytes, whole or not at all.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../contract/errors.ts';
import { cleanImage } from '../core/image-bytes.ts';
import { syncFolder } from './durable-file.ts';

export interface MediaShelf {
  /** The name that a picture is kept under; throws Refusal `bad_image` where the bytes are none. */
  keep(bytes: Uint8Array): string;
}

const NAME_DIGITS = 40;

export const createMediaShelf = (dir: string): MediaShelf => ({
  keep: (bytes) => {
    const image = cleanImage(bytes);
    if (image === null) throw new Refusal('bad_image', 'The file is no PNG, JPEG, WebP or GIF picture.');
    const digest = createHash('sha256').update(image.bytes).digest('hex').slice(0, NAME_DIGITS);
    const name = `${digest}.${image.kind}`;
    const path = join(dir, name);
    if (existsSync(path)) return name;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const partial = join(dir, `.${name}.partial`);
    try {
      writeFileSync(partial, image.bytes, { mode: 0o600, flush: true });
      renameSync(partial, path);
      syncFolder(dir);
    } finally {
      rmSync(partial, { force: true });
    }
    return name;
  },
});
