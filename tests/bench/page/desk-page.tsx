// The whole desk in a room of 1 000 messages a second; what keeps the page from answering for more than 50 ms is counted.

import '../../../src-renderer/ui/theme.css';
import '../../../src-renderer/features/desk/desk-scale.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from '../../../src-renderer/features/desk/desk.tsx';
import { startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { connectLiveStore } from '../../../src-renderer/state/live-store.ts';
import { openBusyLink } from './busy-link.ts';
import { rootElement } from './root-element.ts';

declare global {
  interface Window {
    /** Lengths in ms of the long tasks since the last call. */
    takeLongTasks(): readonly number[];
  }
}

let long: number[] = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) long.push(entry.duration);
}).observe({ entryTypes: ['longtask'] });
window.takeLongTasks = () => {
  const taken = long;
  long = [];
  return taken;
};

startI18n();
connectLiveStore(openBusyLink());
createRoot(rootElement()).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
