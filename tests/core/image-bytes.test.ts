// Pictures by their bytes: what is none is refused, and what a phone tells about its owner is gone.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanImage } from '../../src-main/core/image-bytes.ts';

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const bytes = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
const holds = (whole: Uint8Array | undefined, text: string): boolean =>
  String.fromCharCode(...(whole ?? [])).includes(text);

const pngChunk = (name: string, data: readonly number[]): number[] => [
  ...u32(data.length),
  ...ascii(name),
  ...data,
  ...[1, 2, 3, 4],
];
const png = (width: number, height: number, ...more: number[][]): Uint8Array =>
  bytes(
    [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a],
    pngChunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]),
    ...more,
    pngChunk('IDAT', [1, 2, 3]),
    pngChunk('IEND', []),
  );

const segment = (marker: number, data: readonly number[]): number[] => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 255,
  ...data,
];
/** An EXIF block that says the orientation and where the photo was taken. */
const exif = (orientation: number, isLittle: boolean): number[] => {
  const two = (value: number): number[] => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const four = (value: number): number[] => (isLittle ? [...two(value), 0, 0] : [0, 0, ...two(value)]);
  const head = [...ascii(isLittle ? 'II' : 'MM'), ...two(42), ...four(8)];
  const entry = [...two(0x0112), ...two(3), ...four(1), ...two(orientation), 0, 0];
  return segment(0xe1, [
    ...ascii('Exif'),
    0,
    0,
    ...head,
    ...two(1),
    ...entry,
    ...four(0),
    ...ascii('GPS 31.2N 121.4E'),
  ]);
};
const FRAME = segment(0xc0, [8, 0, 30, 0, 40, 1, 1, 17, 0]);
const jpeg = (...more: number[][]): Uint8Array =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, [...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...more,
    FRAME,
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [9, 9, 9, 0xff, 0xd9],
  );

const webpChunk = (name: string, data: readonly number[]): number[] => [
  ...ascii(name),
  ...u32(data.length).reverse(),
  ...data,
  ...(data.length % 2 === 1 ? [0] : []),
];
const webp = (...chunks: number[][]): Uint8Array => {
  const body = chunks.flat();
  return bytes(ascii('RIFF'), u32(body.length + 4).reverse(), ascii('WEBP'), body);
};
const VP8X = webpChunk('VP8X', [0x0c, 0, 0, 0, 39, 0, 0, 29, 0, 0]);
const GIF = bytes(ascii('GIF89a'), [40, 0, 30, 0, 0, 0, 0, 0x2c, 0x3b]);

describe('a picture', () => {
  it.each([
    ['png', png(40, 30)],
    ['jpg', jpeg()],
    ['webp', webp(VP8X, webpChunk('VP8 ', [1, 2, 3, 4]))],
    ['gif', GIF],
  ])('%s is refused, or its size is not seen', (kind, given) => {
    expect(cleanImage(given)).toMatchObject({ kind, width: 40, height: 30 });
  });

  it.each([
    ['png', png(40, 30, pngChunk('tEXt', ascii('GPS 31.2N')), pngChunk('eXIf', ascii('GPS 31.2N')))],
    ['jpg', jpeg(exif(1, true), segment(0xfe, ascii('GPS 31.2N')), segment(0xed, ascii('GPS 31.2N')))],
    ['webp', webp(VP8X, webpChunk('VP8 ', [1, 2, 3]), webpChunk('EXIF', ascii('GPS 31.2N')))],
  ])('%s still tells where it was taken', (_kind, given) => {
    expect(holds(given, 'GPS')).toBe(true);
    const cleaned = cleanImage(given)?.bytes;
    expect(cleaned?.length).toBeGreaterThan(20);
    expect(holds(cleaned, 'GPS')).toBe(false);
  });

  it('of a phone held sideways lies on its side, or says more than that it does', () => {
    for (const isLittle of [true, false]) {
      const cleaned = cleanImage(jpeg(exif(6, isLittle)))?.bytes;
      expect(holds(cleaned, 'Exif')).toBe(true);
      expect(holds(cleaned, 'GPS')).toBe(false);
      expect(cleanImage(cleaned ?? GIF)?.bytes).toEqual(cleaned);
    }
    expect(holds(cleanImage(jpeg(exif(1, false)))?.bytes, 'Exif')).toBe(false);
  });

  it('is changed again when it is cleaned twice', () => {
    for (const given of [png(2, 2, pngChunk('tEXt', [1])), jpeg(exif(3, true)), webp(VP8X, webpChunk('VP8 ', [1]))]) {
      const once = cleanImage(given)?.bytes ?? GIF;
      expect(cleanImage(once)?.bytes).toEqual(once);
    }
  });
});

describe('what is no picture', () => {
  it.each([
    ['a page', bytes(ascii('<html><script>alert(1)</script>'))],
    ['an SVG', bytes(ascii('<svg xmlns="http://www.w3.org/2000/svg"/>'))],
    ['nothing', bytes([])],
    ['a PNG without pixels', bytes([...png(4, 4)].slice(0, 33))],
    ['a PNG that fills the memory', png(60_000, 60_000)],
    ['a PNG of no size', png(0, 4)],
    ['a JPEG that ends in its head', bytes([...jpeg()].slice(0, 12))],
    ['a RIFF of sound', bytes(ascii('RIFF'), [4, 0, 0, 0], ascii('WAVEfmt '), [0, 0, 0, 0])],
  ])('%s is kept', (_name, given) => {
    expect(cleanImage(given)).toBeNull();
  });

  it('makes the reader throw or hang', () => {
    const starts = [png(4, 4, pngChunk('tEXt', [1, 2])), jpeg(exif(6, true)), webp(VP8X), GIF];
    const broken = fc
      .tuple(fc.constantFrom(...starts), fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }), fc.nat(80))
      .map(([start, changes, length]) => {
        const copy = start.slice(0, Math.max(4, length));
        for (const [at, value] of changes) if (at >= 4 && at < copy.length) copy[at] = value;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 60 })), (given) => {
        const image = cleanImage(given);
        if (image !== null) expect(image.width * image.height).toBeGreaterThan(0);
      }),
      { numRuns: 3_000 },
    );
  });
});
