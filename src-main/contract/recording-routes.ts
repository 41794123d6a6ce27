// What a screen may ask about recordings: to write one, to copy one without its people, and to play one into a rehearsal.

import { z } from 'zod';
import type { SourceId } from '../core/units.ts';
import type { RecordingCopy, RecordingRow } from './recording-documents.ts';
import { LONGEST_RECORDING_NAME, LONGEST_REPLAY } from './recording-limits.ts';
import { command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, nothing } from './route-input.ts';

const name = z.string().min(1).max(LONGEST_RECORDING_NAME);
const speed = z.number().min(0.1).max(1000);

export const recordingRoutes = {
  /** `sources`: those that are recorded; left out, all of them. `hasFrames`: raw frames too, true where it is left out. */
  'recording.start': command<{ name: string }>()(
    OWNER,
    z.strictObject({
      ...intent,
      sources: z.array(id<SourceId>()).min(1).max(100).optional(),
      hasFrames: z.boolean().optional(),
    }),
  ),
  'recording.stop': command()(OWNER, z.strictObject(intent)),
  'recording.list': query<readonly RecordingRow[]>()(RUNS_THE_SHOW, nothing),
  /** Writes a copy in which people are somebody else, beside the recording. */
  'recording.copy': query<RecordingCopy>()(OWNER, z.strictObject({ name })),
  /** Plays a recording into a rehearsal. */
  'replay.start': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, name, speed })),
  'replay.stop': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'replay.pause': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'replay.resume': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'replay.speed': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, speed })),
  /** Forward it runs through what lies between; back, the rehearsal begins anew and is run through up to there. */
  'replay.seek': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, positionMs: z.int().min(0).max(LONGEST_REPLAY) }),
  ),
} as const;
