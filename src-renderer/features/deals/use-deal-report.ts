// What the engine says of terms while they are typed: asked shortly after the last key, a late answer is dropped.

import { useEffect, useState } from 'react';
import type { DealReport } from '../../../src-main/contract/deal-documents.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { type DealForm, readForm } from './deal-form.ts';

const ASK_AFTER_MS = 150;

/** Null until it is known, and while the form cannot be read. `round` asks anew: limits are others now. */
export const useDealReport = (form: DealForm, round: number): DealReport | null => {
  const [report, setReport] = useState<DealReport | null>(null);
  const read = readForm(form);
  const asked = read.ok
    ? JSON.stringify({ ...read.value, ...(form.dealId === null ? {} : { dealId: form.dealId }) })
    : null;
  // Other deals and another stock have another answer.
  const deals = useTopicSlice(
    'deal.list',
    (rows) => rows?.map(({ dealId, phase }) => `${dealId}${phase}`).join() ?? '',
  );
  const platform = useTopicSlice('deal.shelf', (shelf) => shelf?.platformId ?? '');

  // biome-ignore lint/correctness/useExhaustiveDependencies: deals, platform and round only say that it is to be asked anew
  useEffect(() => {
    if (asked === null) {
      setReport(null);
      return;
    }
    let isWanted = true;
    const timer = window.setTimeout(async () => {
      const reply = await request('deal.check', JSON.parse(asked));
      if (isWanted) setReport(reply.ok ? reply.value : null);
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [asked, deals, platform, round]);

  return report;
};
