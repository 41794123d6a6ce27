// The baseline of the feed: a plain list of 200 rows that takes every message in at each animation frame and stays at its end.

import type { FeedRow } from '../../../src-main/contract/topics.ts';
import { instant } from '../../../src-main/core/units.ts';
import { feedRow } from '../../support/preview/preview-show.ts';
import { MESSAGES_A_SECOND } from './busy-link.ts';
import { LIST, rootElement } from './root-element.ts';

const MOST_ROWS = 200;

const textOf = (row: FeedRow): string => {
  if (row.kind === 'chat' || row.kind === 'notice') return row.text;
  if (row.kind === 'gift') return `${row.giftName} ×${row.count}`;
  return row.kind === 'order' ? `${row.title} ×${row.quantity}` : row.kind;
};

const part = (className: string, text: string): HTMLSpanElement => {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
};

const lineOf = (row: FeedRow): HTMLDivElement => {
  const line = document.createElement('div');
  line.className = 'feed-row';
  const level = row.viewer?.level ?? 0;
  line.append(part('level', String(level)), part('name', row.viewer?.name ?? ''), part('text', textOf(row)));
  return line;
};

const root = rootElement(LIST);
Object.assign(root.style, { overflow: 'auto', background: '#12161d', color: '#e8edf4', font: '14px sans-serif' });
const startedAt = performance.now();
let made = 0;

const takeIn = (): void => {
  const due = Math.floor(((performance.now() - startedAt) / 1000) * MESSAGES_A_SECOND);
  for (; made < due; made += 1) root.append(lineOf(feedRow(made, instant(Date.now()))));
  while (root.childElementCount > MOST_ROWS) root.firstElementChild?.remove();
  root.scrollTop = root.scrollHeight;
  requestAnimationFrame(takeIn);
};
requestAnimationFrame(takeIn);
