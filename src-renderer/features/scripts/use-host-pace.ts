// How fast a host speaks: as it was set for their name, else the default.

import type { HostPace } from '../../../src-main/contract/pace-documents.ts';
import { DEFAULT_PACE, type SpeakingPace } from '../../../src-main/core/speaking-time.ts';
import { useTopicSlice } from '../../state/live-store.ts';

const NONE: readonly HostPace[] = [];

export const paceOf = (paces: readonly HostPace[], name: string): SpeakingPace =>
  paces.find((pace) => pace.name === name) ?? DEFAULT_PACE;

/** Of the show's host where no name is given, or an empty one. */
export const useHostPace = (name = ''): SpeakingPace => {
  const host = useTopicSlice('show.current', (show) => show?.host ?? '');
  const paces = useTopicSlice('script.current', (script) => script?.paces ?? NONE);
  return paceOf(paces, name === '' ? host : name);
};

/** What takes so long at the default pace, at another. */
export const atPace = (byDefaultMs: number, { charactersPerMinute }: SpeakingPace): number =>
  (byDefaultMs * DEFAULT_PACE.charactersPerMinute) / charactersPerMinute;
