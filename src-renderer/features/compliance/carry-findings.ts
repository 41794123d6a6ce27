// Keeps findings in their place while a text is typed on, until the engine has looked at it anew.

import type { Finding } from '../../../src-main/contract/compliance-documents.ts';

const commonStart = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
};

const commonEnd = (a: string, b: string, most: number): number => {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length;
};

/** Of the findings in `before` those that still stand in `after`, moved by what was typed ahead of them. */
export const carryFindings = (findings: readonly Finding[], before: string, after: string): readonly Finding[] => {
  if (before === after || findings.length === 0) return findings;
  const head = commonStart(before, after);
  const tail = commonEnd(before, after, Math.min(before.length, after.length) - head);
  const shift = after.length - before.length;
  return findings.flatMap((finding): readonly Finding[] => {
    if (finding.end <= head) return [finding];
    if (finding.start < before.length - tail) return [];
    return [{ ...finding, start: finding.start + shift, end: finding.end + shift }];
  });
};
