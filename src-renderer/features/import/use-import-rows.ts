// The preview page by page: only what is looked at is asked for.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ImportRow } from '../../../src-main/contract/import-documents.ts';
import { MOST_PREVIEW_ROWS } from '../../../src-main/contract/import-limits.ts';
import { type PreviewAsk, useImportDesk } from './import-desk.ts';

export type Show = PreviewAsk['show'];

export interface ImportRows {
  /** Null until the first page has come. */
  readonly total: number | null;
  row(index: number): ImportRow | undefined;
  /** The list shows these places now. */
  see(from: number, to: number): void;
}

interface Pages {
  readonly key: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, ImportRow>;
}

const PAGE = MOST_PREVIEW_ROWS;

export const useImportRows = (uploadId: string, show: Show, search: string): ImportRows => {
  const { preview } = useImportDesk();
  const key = useMemo(() => JSON.stringify([uploadId, show, search]), [uploadId, show, search]);
  const [pages, setPages] = useState<Pages | null>(null);
  const asked = useRef({ key: '', pages: new Set<number>() });

  const ask = useCallback(
    (from: number, to: number): void => {
      const question = asked.current;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (question.pages.has(page)) continue;
        question.pages.add(page);
        const offset = page * PAGE;
        void preview({ uploadId, show, search, offset, limit: PAGE }).then((reply) => {
          if (asked.current !== question || !reply.ok) return;
          setPages((before) => {
            const rows = new Map(before?.key === question.key ? before.rows : []);
            reply.value.rows.forEach((row, index) => {
              rows.set(reply.value.offset + index, row);
            });
            return { key: question.key, total: reply.value.total, rows };
          });
        });
      }
    },
    [uploadId, show, search, preview],
  );

  useEffect(() => {
    asked.current = { key, pages: new Set() };
    ask(0, 0);
  }, [key, ask]);

  const isFresh = pages?.key === key;
  return {
    total: isFresh ? pages.total : null,
    row: useCallback((index: number) => (isFresh ? pages.rows.get(index) : undefined), [isFresh, pages]),
    see: ask,
  };
};
