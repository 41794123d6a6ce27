// The list page by page: only what is looked at is asked for, and asked again when the catalogue has changed.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CatalogueRow } from '../../../src-main/contract/catalogue-documents.ts';
import type { Reply } from '../../../src-main/contract/errors.ts';
import { request } from '../../client/client.ts';
import { useCatalogue } from '../../state/catalogue-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';

const PAGE = 100;

interface Pages {
  /** What was asked for: filter and order. */
  readonly key: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, CatalogueRow>;
}

export interface CatalogueRows {
  /** Null until the first page has come. */
  readonly total: number | null;
  readonly refused: Extract<Reply<unknown>, { ok: false }> | null;
  row(index: number): CatalogueRow | undefined;
  /** The list shows these places now. */
  see(from: number, to: number): void;
  /** The rows of a stretch, whether seen already or not. */
  read(from: number, to: number): Promise<readonly CatalogueRow[]>;
  again(): void;
}

export const useCatalogueRows = (): CatalogueRows => {
  const filter = useCatalogue((state) => state.filter);
  const sort = useCatalogue((state) => state.sort);
  const isDescending = useCatalogue((state) => state.isDescending);
  const revision = useTopicSlice('catalogue.state', (state) => state?.revision ?? 0);
  const [pages, setPages] = useState<Pages | null>(null);
  const [refused, setRefused] = useState<CatalogueRows['refused']>(null);
  const [round, setRound] = useState(0);
  const key = useMemo(() => JSON.stringify([filter, sort, isDescending]), [filter, sort, isDescending]);
  /** The newest question; answers to older ones are dropped. */
  const asked = useRef({ key, freshness: '', pages: new Set<number>() });
  const seen = useRef({ from: 0, to: PAGE - 1 });

  const readPage = useCallback(
    (page: number) => request('catalogue.list', { filter, sort, isDescending, offset: page * PAGE, limit: PAGE }),
    [filter, sort, isDescending],
  );

  const ask = useCallback(
    (from: number, to: number): void => {
      const question = asked.current;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (question.pages.has(page)) continue;
        question.pages.add(page);
        void readPage(page).then((reply) => {
          if (asked.current !== question) return;
          if (!reply.ok) {
            question.pages.delete(page);
            setRefused(reply);
            return;
          }
          setRefused(null);
          setPages((before) => {
            const rows = new Map(before?.key === question.key ? before.rows : []);
            reply.value.rows.forEach((row, index) => {
              rows.set(reply.value.offset + index, row);
            });
            for (const place of rows.keys()) if (place >= reply.value.total) rows.delete(place);
            return { key: question.key, total: reply.value.total, rows };
          });
        });
      }
    },
    [readPage],
  );

  const freshness = `${revision}:${round}`;
  useEffect(() => {
    const isOther = asked.current.key !== key;
    asked.current = { key, freshness, pages: new Set() };
    if (isOther) seen.current = { from: 0, to: PAGE - 1 };
    ask(seen.current.from, seen.current.to);
  }, [key, freshness, ask]);

  const see = useCallback(
    (from: number, to: number): void => {
      seen.current = { from, to };
      ask(from, to);
    },
    [ask],
  );

  const read = useCallback(
    async (from: number, to: number): Promise<readonly CatalogueRow[]> => {
      const wanted = Array.from({ length: Math.floor(to / PAGE) - Math.floor(from / PAGE) + 1 }, (_, index) =>
        readPage(Math.floor(from / PAGE) + index),
      );
      const replies = await Promise.all(wanted);
      const rows = replies.flatMap((reply) => (reply.ok ? reply.value.rows : []));
      const first = Math.floor(from / PAGE) * PAGE;
      return rows.slice(from - first, to - first + 1);
    },
    [readPage],
  );

  const row = useCallback((index: number) => pages?.rows.get(index), [pages]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  return { total: pages?.total ?? null, refused, row, see, read, again };
};
