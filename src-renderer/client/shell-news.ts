// Word that main sends a page of its own accord: the display that its window stands on, and global shortcuts.

import type { ShellNews } from '../../src-main/contract/shell-news.ts';

const NEWS = 'kongtai:news';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const readNews = (value: unknown): ShellNews | null => {
  if (!isRecord(value)) return null;
  if (value.t === 'display' && typeof value.id === 'number') return { t: 'display', id: value.id };
  return value.t === 'key' && typeof value.key === 'string' ? { t: 'key', key: value.key } : null;
};

/** Only this page's own preload is believed; in a browser nothing ever comes. */
export const onShellNews = (handler: (news: ShellNews) => void): (() => void) => {
  const hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== window || !isRecord(event.data) || event.data.t !== NEWS) return;
    const news = readNews(event.data.news);
    if (news !== null) handler(news);
  };
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
};
