// A picture's bytes: what they are by what they say themselves, and without what nobody should be told by them.

export const IMAGE_KINDS = ['png', 'jpg', 'webp', 'gif'] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

export interface CleanImage {
  readonly kind: ImageKind;
  /** Without place, camera, name or comment; a photo that lies on its side keeps the note that it does. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Beyond so many pixels a screen would be filled with one picture's memory. */
const MOST_PIXELS = 60_000_000;

const startsWith = (bytes: Uint8Array, at: number, start: readonly number[]): boolean =>
  start.every((value, index) => bytes[at + index] === value);

const codes = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

const PNG = [0x89, ...codes('PNG\r\n'), 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

const u16 = (bytes: Uint8Array, at: number, isLittle = false): number => {
  const [first, second] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return isLittle ? first + second * 256 : first * 256 + second;
};
const u32 = (bytes: Uint8Array, at: number, isLittle = false): number =>
  isLittle ? u16(bytes, at, true) + u16(bytes, at + 2, true) * 65_536 : u16(bytes, at) * 65_536 + u16(bytes, at + 2);
const u24 = (bytes: Uint8Array, at: number): number => u16(bytes, at, true) + (bytes[at + 2] ?? 0) * 65_536;

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

// ---- PNG ----

const PNG_KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);

const cleanPng = (bytes: Uint8Array): CleanImage | null => {
  if (letters(bytes, 12) !== 'IHDR') return null;
  const parts = [bytes.subarray(0, 8)];
  let hasPixels = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = letters(bytes, at + 4);
    const end = at + 12 + u32(bytes, at);
    if (end > bytes.length) return null;
    hasPixels ||= name === 'IDAT';
    if (PNG_KEPT.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') {
      if (!hasPixels) return null;
      return { kind: 'png', bytes: join(parts), width: u32(bytes, 16), height: u32(bytes, 20) };
    }
    at = end;
  }
  return null;
};

// ---- JPEG ----

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Application notes and comments; APP0 says how to read the file, APP2 its colours, APP14 how they are mixed. */
const isNote = (marker: number): boolean =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;

const ORIENTATION = 0x0112;

/** 1 to 8 as EXIF says it; 1 where it says nothing. */
const orientationOf = (segment: Uint8Array): number => {
  const tiff = 10;
  if (letters(segment, 4) !== 'Exif') return 1;
  const isLittle = u16(segment, tiff) === 0x4949;
  const directory = tiff + u32(segment, tiff + 4, isLittle);
  const entries = Math.min(u16(segment, directory, isLittle), 100);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > segment.length) break;
    if (u16(segment, at, isLittle) !== ORIENTATION) continue;
    const value = u16(segment, at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** An APP1 segment that says nothing but the orientation. */
const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xe1, 0, 34, ...codes('Exif'), 0, 0],
    ...[...codes('MM'), 0, 42, 0, 0, 0, 8],
    ...[0, 1, ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);

const cleanJpeg = (bytes: Uint8Array): CleanImage | null => {
  const parts: Uint8Array[] = [];
  let orientation = 1;
  let [width, height] = [0, 0];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return null;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && orientation === 1) orientation = orientationOf(segment);
    if (isFrame(marker)) [height, width] = [u16(bytes, at + 5), u16(bytes, at + 7)];
    if (!isNote(marker)) parts.push(segment);
    at = end;
    // From the scan on there are no more segments to look into.
    if (marker === 0xda) {
      const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
      const whole = join([bytes.subarray(0, 2), ...turned, ...parts, bytes.subarray(at)]);
      return { kind: 'jpg', bytes: whole, width, height };
    }
  }
  return null;
};

// ---- WebP ----

const EXIF_AND_XMP_FLAGS = 0x0c;

const webpSize = (bytes: Uint8Array, at: number, name: string): readonly [number, number] | null => {
  if (name === 'VP8X') return [u24(bytes, at + 12) + 1, u24(bytes, at + 15) + 1];
  if (name === 'VP8 ') return [u16(bytes, at + 14, true) & 0x3fff, u16(bytes, at + 16, true) & 0x3fff];
  if (name !== 'VP8L') return null;
  const bits = u32(bytes, at + 9, true);
  return [(bits & 0x3fff) + 1, (Math.floor(bits / 16_384) & 0x3fff) + 1];
};

const cleanWebp = (bytes: Uint8Array): CleanImage | null => {
  const parts: Uint8Array[] = [];
  let size: readonly [number, number] | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = letters(bytes, at);
    const length = u32(bytes, at + 4, true);
    const end = Math.min(at + 8 + length + (length % 2), bytes.length);
    if (at + 8 + length > bytes.length) return null;
    size ??= webpSize(bytes, at, name);
    if (name !== 'EXIF' && name !== 'XMP ') {
      const chunk = bytes.slice(at, end);
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~EXIF_AND_XMP_FLAGS;
      parts.push(chunk);
    }
    at = end;
  }
  if (size === null) return null;
  const body = join(parts);
  const head = Uint8Array.from([...codes('RIFF'), 0, 0, 0, 0, ...codes('WEBP')]);
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  return { kind: 'webp', bytes: join([head, body]), width: size[0], height: size[1] };
};

// ---- GIF ----

const GIF_TRAILER = 0x3b;

const cleanGif = (bytes: Uint8Array): CleanImage | null => {
  if (bytes.length < 14 || !bytes.includes(GIF_TRAILER, 13)) return null;
  return { kind: 'gif', bytes, width: u16(bytes, 6, true), height: u16(bytes, 8, true) };
};

const clean = (bytes: Uint8Array): CleanImage | null => {
  if (startsWith(bytes, 0, PNG)) return cleanPng(bytes);
  if (startsWith(bytes, 0, JPEG)) return cleanJpeg(bytes);
  if (letters(bytes, 0) === 'RIFF' && letters(bytes, 8) === 'WEBP') return cleanWebp(bytes);
  return letters(bytes, 0) === 'GIF8' ? cleanGif(bytes) : null;
};

/** Null where the bytes are no picture, whatever the file is called, or one too large to show. */
export const cleanImage = (bytes: Uint8Array): CleanImage | null => {
  const image = clean(bytes);
  if (image === null || image.width < 1 || image.height < 1) return null;
  return image.width * image.height > MOST_PIXELS ? null : image;
};
