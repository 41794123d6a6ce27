// What the engine finds in a text as it is typed: asked shortly after the last key, an answer that comes late is dropped.

import { useEffect, useMemo, useState } from 'react';
import type { Finding, TextContext } from '../../../src-main/contract/compliance-documents.ts';
import type { ErrorCode } from '../../../src-main/contract/errors.ts';
import { request } from '../../client/client.ts';
import { carryFindings } from './carry-findings.ts';

const ASK_AFTER_MS = 120;

export interface TextFindings {
  /** Of the text as it is now: until it has been looked at, those of before that still stand. */
  readonly findings: readonly Finding[];
  readonly isChecking: boolean;
  /** Why it could not be checked, or null. */
  readonly refused: ErrorCode | null;
}

interface Checked {
  /** The text and all that it was looked at with. */
  readonly key: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly refused: ErrorCode | null;
}

const NOTHING: Checked = { key: '', text: '', findings: [], refused: null };

export const useFindings = (text: string, category: string, context: TextContext): TextFindings => {
  const [checked, setChecked] = useState<Checked>(NOTHING);
  const key = JSON.stringify([text, category, context]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all three
  useEffect(() => {
    if (text.trim() === '') {
      setChecked({ ...NOTHING, key });
      return;
    }
    let isWanted = true;
    const timer = window.setTimeout(async () => {
      const reply = await request('compliance.check', { text, category, context });
      if (!isWanted) return;
      setChecked({
        key,
        text,
        findings: reply.ok ? reply.value : [],
        refused: reply.ok ? null : reply.code,
      });
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [key]);

  return useMemo(
    () => ({
      findings: carryFindings(checked.findings, checked.text, text),
      isChecking: checked.key !== key,
      refused: checked.refused,
    }),
    [checked, key, text],
  );
};
