// Reads the parts of a zip archive without trusting a word of it: sizes are counted while unpacking, never believed.

import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { MOST_PARTS, MOST_RATIO, MOST_UNPACKED, RATIO_FROM } from './file-limits.ts';
import { FileRefusal } from './file-refusal.ts';
import { type FileSource, readPortions } from './file-source.ts';

interface ZipPart {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export interface ZipReader {
  readonly names: readonly string[];
  /** The part unpacked, in portions. Refuses a broken part or a bomb. */
  readPart(name: string): AsyncGenerator<Uint8Array>;
  sizeOf(name: string): number;
}

const END_MARK = 0x06054b50;
const CENTRAL_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Names are read in this much at most: 2 000 parts with long names. */
const LONGEST_DIRECTORY = 4 * 1024 * 1024;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const broken = (why: string, part = ''): FileRefusal =>
  new FileRefusal('xlsx_broken', part === '' ? why : `${part}: ${why}`, { why, part });

const findEnd = async (source: FileSource): Promise<DataView> => {
  const length = Math.min(source.size, END_SIZE + LONGEST_COMMENT);
  const tail = viewOf(await source.read(source.size - length, length));
  for (let at = tail.byteLength - END_SIZE; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) === END_MARK) return new DataView(tail.buffer, tail.byteOffset + at, END_SIZE);
  }
  throw broken('the archive has no end: the file was cut off');
};

const readDirectory = (view: DataView, count: number): readonly ZipPart[] => {
  const parts: ZipPart[] = [];
  let at = 0;
  for (let part = 0; part < count; part += 1) {
    if (at + CENTRAL_SIZE > view.byteLength || view.getUint32(at, true) !== CENTRAL_MARK)
      throw broken('the list of parts is damaged');
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const end = at + CENTRAL_SIZE + (nameLength ?? 0);
    if (end > view.byteLength) throw broken('the list of parts is damaged');
    const name = new TextDecoder().decode(
      new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_SIZE, nameLength ?? 0),
    );
    parts.push({
      name: name.replaceAll('\\', '/').replace(/^\//, ''),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = end + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return parts;
};

export const openZip = async (source: FileSource): Promise<ZipReader> => {
  const end = await findEnd(source);
  const [count, directorySize, directoryOffset] = [
    end.getUint16(10, true),
    end.getUint32(12, true),
    end.getUint32(16, true),
  ];
  if (count > MOST_PARTS || directorySize > LONGEST_DIRECTORY)
    throw new FileRefusal('xlsx_too_many_parts', `${count} parts`, { count, limit: MOST_PARTS });
  if (directoryOffset === ZIP64 || directoryOffset + directorySize > source.size)
    throw broken('the list of parts lies outside the file');
  const directory = await source.read(directoryOffset, directorySize);
  const parts = new Map(readDirectory(viewOf(directory), count).map((part) => [part.name.toLowerCase(), part]));
  /** By part, so that reading one twice is not counted twice. */
  const unpacked = new Map<string, number>();

  const startOf = async (part: ZipPart): Promise<number> => {
    const local = viewOf(await source.read(part.offset, LOCAL_SIZE));
    if (local.byteLength < LOCAL_SIZE || local.getUint32(0, true) !== LOCAL_MARK)
      throw broken('the part does not begin where it should', part.name);
    return part.offset + LOCAL_SIZE + local.getUint16(26, true) + local.getUint16(28, true);
  };

  const unpack = (part: ZipPart, packed: Readable): AsyncIterable<Uint8Array> => {
    if (part.method === STORED) return packed;
    // A failure of either stream ends the iteration below; the callback has nothing to add.
    return pipeline(packed, createInflateRaw({ chunkSize: 64 * 1024 }), () => {});
  };

  const readPart = async function* (name: string): AsyncGenerator<Uint8Array> {
    const part = parts.get(name.toLowerCase());
    if (part === undefined) throw broken('the part is missing', name);
    if (part.isEncrypted) throw new FileRefusal('xlsx_encrypted', `${name} is encrypted`, { part: name });
    if (part.method !== STORED && part.method !== DEFLATED) throw broken('packed in an unknown way', part.name);
    const start = await startOf(part);
    if (start + part.packed > source.size) throw broken('the part is cut off', part.name);
    const packed = Readable.from(readPortions(source, start, start + part.packed), { objectMode: true });
    let [size, crc] = [0, 0];
    try {
      for await (const bytes of unpack(part, packed)) {
        size += bytes.length;
        unpacked.set(part.name, Math.max(size, unpacked.get(part.name) ?? 0));
        crc = crc32(bytes, crc);
        if (size > RATIO_FROM && size > part.packed * MOST_RATIO)
          throw new FileRefusal('xlsx_bomb', `${part.name} unpacks to ${MOST_RATIO} times its size`, {
            part: part.name,
            limit: MOST_RATIO,
          });
        if ([...unpacked.values()].reduce((sum, bytes) => sum + bytes, 0) > MOST_UNPACKED)
          throw new FileRefusal('xlsx_too_large', 'the parts unpack to too much', { limit: MOST_UNPACKED });
        yield bytes;
      }
    } catch (error) {
      if (error instanceof FileRefusal) throw error;
      throw broken(error instanceof Error ? error.message : String(error), part.name);
    } finally {
      packed.destroy();
    }
    if (size !== part.size || crc !== part.crc) throw broken('the part is damaged', part.name);
  };

  return {
    names: [...parts.values()].map((part) => part.name),
    readPart,
    sizeOf: (name) => parts.get(name.toLowerCase())?.size ?? 0,
  };
};
