// Whether the room of a comment carries answers: then one can be sent there.

import type { SourceId } from '../../../src-main/core/units.ts';
import { useTopicSlice } from '../../state/live-store.ts';

interface Comment {
  readonly source: SourceId;
  /** False where there is no comment to answer. */
  readonly isComment: boolean;
}

export const useTakesReplies = ({ source, isComment }: Comment): boolean =>
  useTopicSlice(
    'source.list',
    (sources) =>
      isComment &&
      (sources?.some(({ sourceId, capabilities }) => sourceId === source && capabilities.includes('chat.reply')) ??
        false),
  );
