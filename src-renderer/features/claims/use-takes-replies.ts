// Whether the room of a claim's comment carries answers: then one is sent, else its text is copied.

import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { useTopicSlice } from '../../state/live-store.ts';

export const useTakesReplies = ({ source, isComment }: Pick<ClaimRow, 'source' | 'isComment'>): boolean =>
  useTopicSlice(
    'source.list',
    (sources) =>
      isComment &&
      (sources?.some(({ sourceId, capabilities }) => sourceId === source && capabilities.includes('chat.reply')) ??
        false),
  );
