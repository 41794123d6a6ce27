// The feed's rows at most ten times a second, however fast the room talks.

import { useEffect, useState } from 'react';
import type { FeedRow } from '../../../src-main/contract/topics.ts';
import { liveStore } from '../../state/live-store.ts';

const EVERY_MS = 100;

export const readFeedRows = (): readonly FeedRow[] => liveStore.getState().feeds['feed.rows'].rows;

export const useFeedRows = (): readonly FeedRow[] => {
  const [rows, setRows] = useState(readFeedRows);
  useEffect(() => {
    let shown = readFeedRows();
    let timer: number | null = null;
    const show = (): void => {
      timer = null;
      shown = readFeedRows();
      setRows(shown);
    };
    const leave = liveStore.subscribe(() => {
      if (timer === null && readFeedRows() !== shown) timer = window.setTimeout(show, EVERY_MS);
    });
    show();
    return () => {
      leave();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, []);
  return rows;
};
