// Which display this page's window stands on, as the desktop tells; null in a browser, which does not say.

import { useSyncExternalStore } from 'react';
import { onShellNews } from '../../client/shell-news.ts';

let display: string | null = new URLSearchParams(window.location.search).get('display');

const subscribe = (tell: () => void): (() => void) =>
  onShellNews((news) => {
    if (news.t !== 'display') return;
    display = String(news.id);
    tell();
  });

export const useDisplay = (): string | null => useSyncExternalStore(subscribe, () => display);
