// Gathers the rows of a file into products: side by side in most formats, anywhere in the file in some.

import type { CellProblem } from '../core/product-draft.ts';
import { buildDraft, type ReadProduct, type RowKeys, type RowSays } from './draft-builder.ts';

export interface RowGroups {
  /** The products that this row completes. */
  push(row: RowSays): readonly ReadProduct[];
  end(): readonly ReadProduct[];
}

const rowProblem = (row: RowSays, code: 'rows_scattered' | 'parent_missing', otherRow?: number): CellProblem => ({
  row: row.row,
  column: '',
  value: row.externalId || row.title,
  code,
  severity: 'error',
  ...(otherRow === undefined ? {} : { otherRow }),
});

/** More rows than a product can have variants and pictures: the rest is refused as scattered, and memory stays flat. */
const MOST_ROWS_TOGETHER = 5_000;

/** A product ends where another begins; one that begins again further down is refused, for nobody waits for it. */
export const createNeighbourGroups = (): RowGroups => {
  let open: [RowSays, ...RowSays[]] | null = null;
  let key: string | null = null;
  const firstRows = new Map<string, number>();

  const finish = (): readonly ReadProduct[] => {
    if (open === null) return [];
    const [first] = open;
    const earlier = key === null ? undefined : firstRows.get(key);
    const extra = earlier === undefined ? [] : [rowProblem(first, 'rows_scattered', earlier)];
    if (key !== null && earlier === undefined && !key.startsWith('row:')) firstRows.set(key, first.row);
    const product = buildDraft(open, extra);
    open = null;
    return [product];
  };

  return {
    push: (row) => {
      const isSame = row.key === null || row.key === key;
      if (open !== null && isSame && open.length < MOST_ROWS_TOGETHER) {
        open.push(row);
        return [];
      }
      const done = finish();
      open = [row];
      key = row.key ?? key;
      return done;
    },
    end: finish,
  };
};

/** What a first reading of the file tells: which names mean one product, and where its last row stands. */
export interface GroupPlan {
  readonly keys: ReadonlyMap<string, string>;
  readonly lastRows: ReadonlyMap<string, number>;
}

export interface GroupPlanner {
  note(row: number, keys: RowKeys): void;
  plan(): GroupPlan;
}

export const createGroupPlanner = (): GroupPlanner => {
  const keys = new Map<string, string>();
  const rows = new Map<string, number>();
  return {
    note: (row, { key, alsoKnownAs = [] }) => {
      if (key === null) return;
      for (const name of alsoKnownAs) if (!keys.has(name)) keys.set(name, key);
      rows.set(key, row);
    },
    plan: () => {
      const lastRows = new Map<string, number>();
      for (const [key, row] of rows) {
        const meant = keys.get(key) ?? key;
        lastRows.set(meant, Math.max(row, lastRows.get(meant) ?? 0));
      }
      return { keys, lastRows };
    },
  };
};

/** A product ends at its last row, as planned. */
export const createPlannedGroups = ({ keys, lastRows }: GroupPlan): RowGroups => {
  const open = new Map<string, RowSays[]>();

  const build = (rows: readonly RowSays[]): readonly ReadProduct[] => {
    const parents = rows.filter((row) => row.alsoKnownAs !== undefined);
    const [first, ...rest] = [...parents, ...rows.filter((row) => row.alsoKnownAs === undefined)];
    if (first === undefined) return [];
    const extra = parents.length === 0 ? [rowProblem(first, 'parent_missing')] : [];
    return [buildDraft([first, ...rest], extra)];
  };

  return {
    push: (row) => {
      const key = keys.get(row.key ?? '') ?? row.key ?? `row:${row.row}`;
      const rows = open.get(key) ?? [];
      rows.push(row);
      if (row.row < (lastRows.get(key) ?? 0)) {
        open.set(key, rows);
        return [];
      }
      open.delete(key);
      return build(rows);
    },
    end: () => [...open.values()].flatMap(build),
  };
};
