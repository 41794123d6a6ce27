// Whether nothing of what the desk shows is heard any more: while some of it is, only the figures that miss something go grey.

import { FIGURE_NAMES, type KpiTopic } from '../../../src-main/contract/topics.ts';

export const isAllStale = (kpi: KpiTopic | null): boolean =>
  kpi !== null && FIGURE_NAMES.every((name) => kpi.staleBy[name] !== null);
