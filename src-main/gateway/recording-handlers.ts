// Requests about recordings: to write, list and copy them, and to play one into a rehearsal.

import type { recordingRoutes } from '../contract/recording-routes.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { restartRehearsal } from './show-handlers.ts';

type RecordingHandlers = Pick<Handlers, keyof typeof recordingRoutes>;

const nothing = async (work: Promise<void>): Promise<null> => {
  await work;
  return null;
};

export const createRecordingHandlers = (desk: EngineDesk): RecordingHandlers => {
  const { recordings, replays } = desk;
  return {
    'recording.start': ({ sources = null, hasFrames = true }) => ({ name: recordings.start({ sources, hasFrames }) }),
    'recording.stop': () => nothing(recordings.stop()),
    'recording.list': () => recordings.list(),
    'recording.copy': ({ name }) => recordings.copy(name),
    'replay.start': ({ name, speed }) => nothing(replays.start(name, speed)),
    'replay.stop': () => nothing(replays.stop()),
    'replay.pause': () => {
      replays.pause();
      return null;
    },
    'replay.resume': () => {
      replays.resume();
      return null;
    },
    'replay.speed': ({ speed }) => {
      replays.setSpeed(speed);
      return null;
    },
    'replay.seek': ({ commandId, positionMs }) =>
      nothing(replays.seek(positionMs, () => restartRehearsal(desk, commandId))),
  };
};
