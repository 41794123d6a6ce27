// Makes the small pictures that the engine asks for: a page has the decoders, and its sandbox is where they belong.

import { IMAGE_CHUNK_BYTES } from '../../../src-main/contract/catalogue-limits.ts';
import { THUMB_WIDTHS, type ThumbWidth } from '../../../src-main/contract/picture-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { newCommandId, request } from '../../client/client.ts';
import { liveStore } from '../../state/live-store.ts';
import { toBase64 } from '../../ui/base64.ts';

type Thumb = NonNullable<RouteInput<'picture.addThumb'>['thumb']>;

/** The first that fits into one message. */
const QUALITIES = [0.82, 0.6, 0.4, 0.2];
const MOST_HEIGHT = 4_096;

const loadImage = async (name: string): Promise<HTMLImageElement | null> => {
  const image = new Image();
  image.src = `media/${name}`;
  try {
    await image.decode();
    return image;
  } catch {
    // Bytes that look like a picture and are none: it is shown as it is, or not at all.
    return null;
  }
};

const toWebp = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', quality));

const drawThumb = async (image: HTMLImageElement, width: ThumbWidth): Promise<Thumb | null> => {
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, width / naturalWidth, MOST_HEIGHT / naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await toWebp(canvas, quality);
    if (blob === null || blob.type !== 'image/webp') return null;
    if (blob.size <= IMAGE_CHUNK_BYTES) return { width, bytes: toBase64(new Uint8Array(await blob.arrayBuffer())) };
  }
  return null;
};

/** False where nobody could be told: another time. */
const makeThumbs = async (name: string): Promise<boolean> => {
  const image = await loadImage(name);
  for (const width of THUMB_WIDTHS) {
    const thumb = image === null ? null : await drawThumb(image, width);
    const reply = await request('picture.addThumb', { commandId: newCommandId(), name, thumb });
    if (!reply.ok) return reply.code !== 'link_lost';
    if (thumb === null) return true;
  }
  return true;
};

const wantedNow = (): readonly string[] => liveStore.getState().topics['picture.state']?.unthumbed ?? [];

/** Called once by the desk's entry. One picture at a time; what this page has tried it leaves to others. */
export const startThumbMaker = (): void => {
  const tried = new Set<string>();
  let isGoing = false;
  const work = async (): Promise<void> => {
    isGoing = true;
    for (let name = next(); name !== undefined; name = next()) {
      tried.add(name);
      if (await makeThumbs(name)) continue;
      tried.delete(name);
      break;
    }
    isGoing = false;
  };
  const next = (): string | undefined => wantedNow().find((name) => !tried.has(name));
  liveStore.subscribe((now, before) => {
    if (now.topics['picture.state'] === before.topics['picture.state'] || isGoing || next() === undefined) return;
    void work();
  });
};
