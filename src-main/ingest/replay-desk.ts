// Rehearsing on a recording: one at a time, only into a rehearsal, paused, sped up, and sought forward and back.

import { Refusal } from '../contract/errors.ts';
import type { ReplayMark, ReplayNow } from '../contract/recording-documents.ts';
import type { Show } from '../core/show.ts';
import { duration, type Instant, type SourceId } from '../core/units.ts';
import type { Attachments } from './attachments.ts';
import type { EventSource } from './event-source.ts';
import type { RecordingHeader } from './recording.ts';
import { findRecording, type RecordingDirs, readSpan } from './recording-shelf.ts';
import { createReplayDeck, type ReplayDeck, readRecordingHeader } from './replay-deck.ts';

export interface ReplayDesk {
  state(): ReplayNow | null;
  /** Rejects with Refusal `wrong_phase` outside a rehearsal, `not_found`, `bad_recording` or `bad_input`: what plays goes on then. */
  start(name: string, speed: number): Promise<void>;
  stop(): Promise<void>;
  /** These throw Refusal `not_found` where nothing plays. */
  pause(): void;
  resume(): void;
  setSpeed(speed: number): void;
  /** Forward it is run through. Back, `restart` begins the rehearsal anew, and it is run through from the start. */
  seek(positionMs: number, restart: () => void): Promise<void>;
}

export interface ReplayDeskOptions {
  readonly clock: () => Instant;
  readonly dirs: RecordingDirs;
  show(): Show;
  readonly attachments: Attachments;
  onFault(fault: unknown): void;
}

interface Playing {
  readonly name: string;
  readonly file: string;
  readonly header: RecordingHeader;
  readonly durationMs: number;
  readonly marks: readonly ReplayMark[];
  readonly deck: ReplayDeck;
  readonly attached: SourceId[];
  ended: Promise<void>;
}

export const createReplayDesk = ({ clock, dirs, show, attachments, onFault }: ReplayDeskOptions): ReplayDesk => {
  let playing: Playing | null = null;
  let turns: Promise<unknown> = Promise.resolve();

  /** One change after the other: a slider may be let go of twice in a second. */
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const done = turns.then(job);
    turns = done.catch(() => undefined);
    return done;
  };

  const refuseOutside = (): void => {
    const { phase } = show();
    if (phase === 'rehearsing') return;
    throw new Refusal('wrong_phase', 'A recording is played into a rehearsal: start one first.', { phase });
  };

  const current = (): Playing => {
    if (playing !== null) return playing;
    throw new Refusal('not_found', 'No recording is playing.');
  };

  const stopNow = async (): Promise<void> => {
    const ending = playing;
    playing = null;
    if (ending === null) return;
    ending.deck.stop();
    for (const sourceId of ending.attached) await attachments.detach(sourceId);
    await ending.ended;
  };

  const load = async (name: string): Promise<Pick<Playing, 'name' | 'file' | 'header' | 'durationMs' | 'marks'>> => {
    const file = findRecording(dirs, name);
    const header = await readRecordingHeader(file);
    const { durationMs, marks } = readSpan(file);
    const shown = marks.map(({ at, kind }): ReplayMark => ({ atMs: duration(at), kind }));
    return { name, file, header, durationMs, marks: shown };
  };

  const begin = (
    loaded: Awaited<ReturnType<typeof load>>,
    how: { readonly speed: number; readonly fromMs: number; readonly isPaused: boolean },
  ): (() => void) => {
    const { file, header, durationMs } = loaded;
    const attached: SourceId[] = [];
    const attach = (source: EventSource): void => {
      attached.push(source.sourceId);
      attachments.attach(source);
    };
    const deck = createReplayDeck({ file, header, durationMs, clock, onJoin: attach, ...how });
    return () => {
      for (const source of deck.sources) attach(source);
      playing = { ...loaded, deck, attached, ended: deck.begin().catch(onFault) };
    };
  };

  return {
    state: () => {
      if (playing === null) return null;
      const { name, header, durationMs, marks, deck } = playing;
      const { position, at } = deck.stand();
      return {
        name,
        title: header.title,
        durationMs: duration(durationMs),
        speed: deck.speed(),
        status: deck.status(),
        positionMs: duration(Math.round(position)),
        asOf: at,
        marks,
      };
    },
    start: (name, speed) =>
      inTurn(async () => {
        refuseOutside();
        // Made first: what is refused must not end the one that plays.
        const go = begin(await load(name), { speed, fromMs: 0, isPaused: false });
        await stopNow();
        refuseOutside();
        go();
      }),
    stop: () => inTurn(stopNow),
    pause: () => current().deck.pause(),
    resume: () => current().deck.resume(),
    setSpeed: (speed) => current().deck.setSpeed(speed),
    seek: (positionMs, restart) =>
      inTurn(async () => {
        refuseOutside();
        const { deck, ...loaded } = current();
        if (positionMs > deck.position() && deck.status() !== 'ended') {
          deck.runTo(positionMs);
          return;
        }
        const isPaused = deck.isPaused();
        await stopNow();
        restart();
        begin(loaded, { speed: deck.speed(), fromMs: Math.min(positionMs, loaded.durationMs), isPaused })();
      }),
  };
};
