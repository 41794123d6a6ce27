// Whether nothing of what the desk shows is heard any more: while some of it is, only the figures that miss something go grey.

import { FIGURE_NAMES, type KpiTopic, type SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { useTopicSlice } from '../../state/live-store.ts';

/** When the last of the figures fell silent; null while any goes on. */
export const allStaleSince = (kpi: KpiTopic | null): number | null => {
  const since = FIGURE_NAMES.map((name) => kpi?.staleBy[name] ?? null).filter((at) => at !== null);
  return since.length === FIGURE_NAMES.length ? Math.max(...since) : null;
};

const isAnyHeard = (sources: readonly SourceTopicRow[] | null): boolean =>
  sources?.some(({ status }) => status === 'live') ?? false;

/** Null while any source is heard: what it tells is still counted, though figures miss what another would have told. */
export const useAllStaleSince = (): number | null => {
  const since = useTopicSlice('kpi.live', allStaleSince);
  return useTopicSlice('source.list', isAnyHeard) ? null : since;
};
