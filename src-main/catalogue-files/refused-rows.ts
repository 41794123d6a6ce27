// The rows that were not taken, in their own columns with the reason behind each: to be mended and imported again.

import type { WriteColumn } from './layout.ts';
import { unwrapId } from './row-cells.ts';
import type { RowPortion } from './table.ts';
import { csvOf } from './table-writer.ts';
import { writeWholeFile } from './whole-file.ts';
import type { Container } from './write-catalogue.ts';
import { xlsxOf } from './xlsx-writer.ts';

/** A table whose rows were read, whatever they are rows of. */
export interface RowSource {
  readonly headers: readonly string[];
  readRows(signal?: AbortSignal): AsyncGenerator<RowPortion>;
}

export const REASON_HEADER = '原因';

/** `reasons`: row of the source → the sentence that goes behind it. Rows come in the order of the source. */
export const writeRefusedRows = async (
  path: string,
  catalogue: RowSource,
  reasons: ReadonlyMap<number, string>,
  container: Container,
  signal?: AbortSignal,
): Promise<{ readonly rows: number; readonly bytes: number; readonly cutCells: number }> => {
  // A file that was refused once brings its old reasons along.
  const reasonAt = catalogue.headers.indexOf(REASON_HEADER);
  const width = reasonAt === -1 ? catalogue.headers.length : reasonAt;
  const columns: readonly WriteColumn[] = [
    ...catalogue.headers.slice(0, width).map((header): WriteColumn => ({ header, kind: 'text' })),
    { header: REASON_HEADER, kind: 'text' },
  ];
  let [rows, cutCells] = [0, 0];
  const refused = async function* (): AsyncGenerator<readonly (readonly string[])[]> {
    for await (const portion of catalogue.readRows(signal)) {
      const kept = portion.rows.flatMap(({ row, cells }) => {
        const reason = reasons.get(row);
        if (reason === undefined) return [];
        const texts = Array.from({ length: width }, (_, at) => (cells[at] ?? '').trim());
        return [[...texts.map((text) => unwrapId(text) ?? text), reason]];
      });
      rows += kept.length;
      yield kept;
    }
  };
  const chunks =
    container === 'csv'
      ? csvOf(columns, refused(), { mayGuardIds: true })
      : xlsxOf(columns, refused(), {
          sheet: REASON_HEADER,
          onCut: () => {
            cutCells += 1;
          },
        });
  const bytes = await writeWholeFile(path, chunks, signal);
  return { rows, bytes, cutCells };
};
