// Writes a zip archive as a stream: each part is packed while it comes, sizes follow behind it.

import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface WrittenPart {
  readonly name: Uint8Array;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const VERSION = 20;
/** Sizes follow behind, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** The earliest date a zip can say: a file is the same whenever it is written. */
const DATE = 0x0021;

const bytesOf = (size: number, fill: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  fill(new DataView(bytes.buffer));
  return bytes;
};

const localHeader = (name: Uint8Array): Uint8Array =>
  bytesOf(30, (view) => {
    view.setUint32(0, 0x04034b50, true);
    view.setUint16(4, VERSION, true);
    view.setUint16(6, FLAGS, true);
    view.setUint16(8, DEFLATED, true);
    view.setUint16(12, DATE, true);
    view.setUint16(26, name.length, true);
  });

const descriptor = ({ crc, packed, size }: WrittenPart): Uint8Array =>
  bytesOf(16, (view) => {
    view.setUint32(0, 0x08074b50, true);
    view.setUint32(4, crc, true);
    view.setUint32(8, packed, true);
    view.setUint32(12, size, true);
  });

const centralHeader = ({ name, offset, crc, packed, size }: WrittenPart): Uint8Array =>
  bytesOf(46, (view) => {
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, VERSION, true);
    view.setUint16(6, VERSION, true);
    view.setUint16(8, FLAGS, true);
    view.setUint16(10, DEFLATED, true);
    view.setUint16(14, DATE, true);
    view.setUint32(16, crc, true);
    view.setUint32(20, packed, true);
    view.setUint32(24, size, true);
    view.setUint16(28, name.length, true);
    view.setUint32(42, offset, true);
  });

const endRecord = (count: number, size: number, offset: number): Uint8Array =>
  bytesOf(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, size, true);
    view.setUint32(16, offset, true);
  });

export const zipOf = async function* (entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const parts: WrittenPart[] = [];
  let offset = 0;

  for (const { name, content } of entries) {
    const nameBytes = encoder.encode(name);
    yield localHeader(nameBytes);
    yield nameBytes;
    let [crc, size, packed] = [0, 0, 0];
    const plain = async function* (): AsyncGenerator<Uint8Array> {
      for await (const text of content) {
        const bytes = encoder.encode(text);
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes;
      }
    };
    // A failure of the content ends the iteration below with it; the callback has nothing to add.
    const stream: AsyncIterable<Uint8Array> = pipeline(
      Readable.from(plain(), { objectMode: true }),
      createDeflateRaw(),
      () => {},
    );
    for await (const bytes of stream) {
      packed += bytes.length;
      yield bytes;
    }
    const part: WrittenPart = { name: nameBytes, offset, crc, packed, size };
    yield descriptor(part);
    parts.push(part);
    offset += 30 + nameBytes.length + packed + 16;
  }

  let size = 0;
  for (const part of parts) {
    yield centralHeader(part);
    yield part.name;
    size += 46 + part.name.length;
  }
  yield endRecord(parts.length, size, offset);
};
