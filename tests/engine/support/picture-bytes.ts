// Pictures as servers send them, each another by its number.

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

const pngChunk = (name: string, data: readonly number[]): number[] => [
  ...u32(data.length),
  ...ascii(name),
  ...data,
  ...[1, 2, 3, 4],
];

export const pngPicture = (n: number): Uint8Array =>
  Uint8Array.from([
    ...[0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a],
    ...pngChunk('IHDR', [...u32(40), ...u32(30), 8, 2, 0, 0, 0]),
    ...pngChunk('tEXt', ascii('Author')),
    ...pngChunk('IDAT', [1, 2, n & 255]),
    ...pngChunk('IEND', []),
  ]);

const segment = (marker: number, data: readonly number[]): number[] => [
  ...[0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255],
  ...data,
];

/** With `withPlace` its notes say `GPS-HERE`. */
export const jpegPicture = ({ withPlace }: { readonly withPlace: boolean }): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...(withPlace ? segment(0xe1, [...ascii('Exif'), 0, 0, ...ascii('GPS-HERE')]) : []),
    ...segment(0xc0, [8, 0, 30, 0, 40, 1, 1, 17, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[9, 9, 9, 0xff, 0xd9],
  ]);

/** Ten pixels high. */
export const webpPicture = (width: number): Uint8Array => {
  const bits = (width - 1) | (9 << 14);
  const chunk = [...ascii('VP8L'), ...[5, 0, 0, 0], 0x2f, ...[0, 8, 16, 24].map((shift) => (bits >>> shift) & 255), 0];
  return Uint8Array.from([...ascii('RIFF'), ...[chunk.length + 4, 0, 0, 0], ...ascii('WEBP'), ...chunk]);
};
