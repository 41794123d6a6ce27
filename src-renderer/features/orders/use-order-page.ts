// A show's orders page by page, and what they come to: only what is looked at is asked for, and again when an order changes.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { OrderFilter, OrderPage, OrderRow } from '../../../src-main/contract/order-documents.ts';
import { MOST_ORDER_ROWS } from '../../../src-main/contract/order-limits.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';

const PAGE = MOST_ORDER_ROWS;

interface Pages {
  readonly key: string;
  readonly freshness: string;
  /** Of the newest answer. */
  readonly page: OrderPage;
  readonly rows: ReadonlyMap<number, OrderRow>;
}

export interface OrderPages {
  /** Null until the first page has come; what was known before is kept until fresher comes. */
  readonly page: OrderPage | null;
  readonly refused: Extract<Reply<unknown>, { ok: false }> | null;
  row(index: number): OrderRow | undefined;
  /** The list shows these places now. */
  see(from: number, to: number): void;
}

export const useOrderPages = (showId: ShowId, filter: OrderFilter, search: string): OrderPages => {
  const revision = useTopicSlice('order.state', (state) => state?.revision ?? 0);
  const key = useMemo(() => JSON.stringify([showId, filter, search]), [showId, filter, search]);
  const [pages, setPages] = useState<Pages | null>(null);
  const [refused, setRefused] = useState<OrderPages['refused']>(null);
  const asked = useRef({ freshness: '', pages: new Set<number>() });
  const seen = useRef({ from: 0, to: 0 });

  const ask = useCallback(
    (from: number, to: number): void => {
      const question = asked.current;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (question.pages.has(page)) continue;
        question.pages.add(page);
        void request('order.list', { showId, filter, search, offset: page * PAGE, limit: PAGE }).then((reply) => {
          if (asked.current !== question) return;
          setRefused(reply.ok ? null : reply);
          if (!reply.ok) return;
          setPages((before) => {
            const rows = new Map(before?.freshness === question.freshness ? before.rows : []);
            reply.value.rows.forEach((row, index) => {
              rows.set(reply.value.offset + index, row);
            });
            return { key, freshness: question.freshness, page: reply.value, rows };
          });
        });
      }
    },
    [showId, filter, search, key],
  );

  useEffect(() => {
    asked.current = { freshness: `${key}:${revision}`, pages: new Set() };
    ask(seen.current.from, seen.current.to);
  }, [key, revision, ask]);

  const isOurs = pages?.key === key;
  return {
    page: isOurs ? pages.page : null,
    refused,
    row: useCallback((index: number) => (isOurs ? pages.rows.get(index) : undefined), [isOurs, pages]),
    see: useCallback(
      (from: number, to: number) => {
        seen.current = { from, to };
        ask(from, to);
      },
      [ask],
    ),
  };
};
