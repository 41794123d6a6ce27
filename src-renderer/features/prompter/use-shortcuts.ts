// The prompter's global shortcuts: taken while they are switched on, with those that another program holds.

import { useEffect, useState } from 'react';
import type { ShortcutMode } from '../../../src-main/contract/shell-news.ts';

const NONE: readonly string[] = [];

/** Null where there are none to be had: in a browser. */
export const useShortcuts = (mode: ShortcutMode): { readonly failed: readonly string[] } | null => {
  const [failed, setFailed] = useState(NONE);
  useEffect(() => {
    if (window.kongtai === undefined) return;
    let isWanted = true;
    void window.kongtai.shortcuts(mode).then((report) => {
      if (isWanted) setFailed(report === false ? NONE : report.failed);
    });
    return () => {
      isWanted = false;
    };
  }, [mode]);
  return window.kongtai === undefined ? null : { failed };
};
