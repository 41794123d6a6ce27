// OBS as the engine keeps it: its settings and password, one connection that comes back by itself, and what is wanted of it.

import { Refusal } from '../contract/errors.ts';
import {
  OBS_PORT,
  type ObsAddress,
  type ObsDeed,
  type ObsPassword,
  type ObsSettings,
  type ObsSight,
  type ObsTopic,
} from '../contract/obs-documents.ts';
import { obsSettings } from '../contract/obs-routes.ts';
import type { Problem } from '../contract/topics.ts';
import { type Instant, instant } from '../core/units.ts';
import { createBackOff } from '../ingest/back-off.ts';
import { createSleeper, type Sleeper } from '../ingest/sleeper.ts';
import { newId } from '../new-id.ts';
import type { ObsTexts } from '../projection/obs-texts.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Store, Writes } from '../store/store.ts';
import { connectObs, OBS_WAITS, type ObsConnection, type ObsWaits } from './obs-connection.ts';
import { lookAtObs } from './obs-look.ts';
import { createObsWriter, type ObsMark, type ObsWriter } from './obs-writer.ts';

export interface ObsDesk {
  topic(): ObsTopic;
  write(writes: Writes, settings: ObsSettings): void;
  /** Takes what was written, and a password where one was typed (null: as it was, '': none); connects anew by it. */
  turn(password: string | null): Promise<void>;
  /** What keeps secrets is another now: the password is read, or kept by it. */
  secretsTurned(): Promise<void>;
  /** Rejects with Refusal `obs_unreachable` or `obs_refused`. */
  test(address: ObsAddress, password: string | null): Promise<ObsSight>;
  /** Rejects with Refusal `obs_off` where none is connected. */
  look(): Promise<ObsSight>;
  /** A deal has opened, or the last one has ended. */
  turnScene(to: 'deal' | 'usual'): void;
  mark(text: string): void;
  /** Called at every tick: what is the same costs nothing. */
  show(texts: () => ObsTexts): void;
  stop(): Promise<void>;
}

export interface ObsDeskOptions {
  readonly store: Pick<Store, 'setting' | 'transact'>;
  readonly secrets: SecretBox;
  readonly clock: () => Instant;
  onMark(mark: ObsMark): void;
  onFault(fault: unknown): void;
  readonly waits?: ObsWaits;
  readonly retryMs?: { readonly minMs: number; readonly maxMs: number };
}

const SETTING = 'obs';
const PASSWORD = 'obs.password';
const DEEDS_SHOWN = 20;
const SHOW_EVERY_MS = 150;

export const FIRST_OBS: ObsSettings = {
  isOn: false,
  host: '127.0.0.1',
  port: OBS_PORT,
  texts: { title: '', price: '', compare: '', ends: '', stock: '' },
  dealScene: '',
  usualScene: '',
  marksRecording: true,
};

const readSettings = (text: string | null): ObsSettings => {
  if (text === null) return FIRST_OBS;
  const read = obsSettings.safeParse({ ...FIRST_OBS, ...JSON.parse(text) });
  return read.success ? read.data : FIRST_OBS;
};

const toProblem = ({ code, details }: Refusal): Problem => ({ code, details });

export const createObsDesk = (options: ObsDeskOptions): ObsDesk => {
  const { store, secrets, clock, waits = OBS_WAITS } = options;
  const retry = options.retryMs ?? { minMs: 1000, maxMs: 15_000 };
  let settings = readSettings(store.setting(SETTING));
  let password = '';
  let kept: ObsPassword = 'none';
  let canKeep = false;
  let deeds: readonly ObsDeed[] = [];
  let state: Pick<ObsTopic, 'status' | 'since' | 'retryAt' | 'problem' | 'version'> = {
    status: 'off',
    since: clock(),
    retryAt: null,
    problem: null,
    version: null,
  };
  let connection: ObsConnection | null = null;
  let writer: ObsWriter | null = null;
  let run: { cancel(): void; readonly done: Promise<void> } | null = null;
  let shown: ObsTexts | null = null;
  let shownAt = clock();

  const say = (status: ObsTopic['status'], more: Partial<Omit<typeof state, 'status' | 'since'>> = {}): void => {
    state = { status, since: clock(), retryAt: null, problem: null, version: null, ...more };
  };

  const note = (deed: Omit<ObsDeed, 'key' | 'at'>): void => {
    // A source that is missing is said once, not at every change of its text.
    const before = deeds.find(({ kind, target }) => kind === deed.kind && target === deed.target);
    if (deed.refusal !== null && before?.refusal === deed.refusal) return;
    deeds = [{ ...deed, key: newId<string>(), at: clock() }, ...deeds].slice(0, DEEDS_SHOWN);
  };

  const wantedTexts = (texts: ObsTexts): ReadonlyMap<string, string> => {
    const wanted = new Map<string, string>();
    for (const [text, source] of Object.entries(settings.texts)) {
      if (source !== '') wanted.set(source, texts[text as keyof ObsTexts]);
    }
    return wanted;
  };

  const hold = async (sleeper: Sleeper, isWanted: () => boolean): Promise<void> => {
    const backOff = createBackOff(retry);
    while (isWanted()) {
      if (state.status !== 'reconnecting') say('connecting');
      try {
        const found = await connectObs(settings, password, waits);
        if (!isWanted()) {
          await found.close();
          return;
        }
        connection = found;
        writer = createObsWriter({ connection: found, clock, onDeed: note, onMark: options.onMark });
        backOff.reset();
        say('connected', { version: found.version });
        if (shown !== null) writer.want(wantedTexts(shown));
        await found.ended;
      } catch (fault) {
        if (!isWanted()) return;
        if (!(fault instanceof Refusal)) throw fault;
        if (fault.code === 'obs_refused') {
          say('refused', { problem: toProblem(fault) });
          return;
        }
        state = { ...state, problem: toProblem(fault) };
      } finally {
        connection = null;
        writer = null;
      }
      if (!isWanted()) return;
      const wait = backOff.next();
      const { host, port } = settings;
      const problem = state.problem ?? { code: 'obs_unreachable', details: { host, port } };
      say('reconnecting', { problem, retryAt: instant(clock() + wait) });
      await sleeper.sleep(wait);
    }
  };

  const start = (): void => {
    const sleeper = createSleeper();
    let isWanted = true;
    run = {
      cancel: () => {
        isWanted = false;
        sleeper.wake();
      },
      done: hold(sleeper, () => isWanted).catch(options.onFault),
    };
  };

  const end = async (): Promise<void> => {
    const old = run;
    run = null;
    old?.cancel();
    await connection?.close();
    await old?.done;
    say('off');
  };

  const readPassword = async (): Promise<void> => {
    canKeep = (await secrets.backend()) !== null;
    const sealed = store.setting(PASSWORD) ?? '';
    const opened = sealed === '' ? null : await secrets.unseal(sealed);
    if (opened === null) return;
    password = opened;
    kept = 'kept';
  };

  const keepPassword = async (typed: string): Promise<void> => {
    password = typed;
    const sealed = typed === '' ? '' : ((await secrets.seal(typed)) ?? '');
    kept = typed === '' ? 'none' : sealed === '' ? 'this_run' : 'kept';
    if ((store.setting(PASSWORD) ?? '') !== sealed) store.transact((writes) => writes.setSetting(PASSWORD, sealed));
  };

  /** One change after the other. */
  let turns: Promise<void> = readPassword()
    .catch(options.onFault)
    .then(() => {
      if (settings.isOn) start();
    });

  const change = (work: () => Promise<void>): Promise<void> => {
    const next = turns.then(work);
    turns = next.catch(() => undefined);
    return next;
  };

  return {
    topic: () => ({ settings, password: kept, canKeepPassword: canKeep, ...state, deeds }),
    write: (writes, next) => writes.setSetting(SETTING, JSON.stringify(next)),
    turn: (typed) =>
      change(async () => {
        const before = settings;
        settings = readSettings(store.setting(SETTING));
        // A password belongs to the computer that it was typed for.
        const isElsewhere = before.host !== settings.host;
        if (typed !== null) await keepPassword(typed);
        else if (isElsewhere) await keepPassword('');
        const isOther = isElsewhere || before.port !== settings.port || typed !== null;
        if (run !== null && (isOther || !settings.isOn || state.status === 'refused')) await end();
        if (settings.isOn && run === null) start();
        else if (shown !== null) writer?.want(wantedTexts(shown));
      }),
    secretsTurned: () =>
      change(async () => {
        if (password !== '') {
          await keepPassword(password);
          canKeep = (await secrets.backend()) !== null;
          return;
        }
        await readPassword();
        if (password === '' || run === null) return;
        await end();
        start();
      }),
    test: async (address, typed) => {
      const own = address.host === settings.host ? password : '';
      const found = await connectObs(address, typed ?? own, waits);
      try {
        return await lookAtObs(found);
      } catch (fault) {
        options.onFault(fault);
        const { host, port } = address;
        throw new Refusal('obs_refused', 'What answers is no OBS.', { host, port, why: 'protocol' });
      } finally {
        void found.close();
      }
    },
    look: async () => {
      if (connection === null) throw new Refusal('obs_off', 'OBS is not connected.');
      try {
        return await lookAtObs(connection);
      } catch {
        throw new Refusal('obs_off', 'OBS did not answer.');
      }
    },
    turnScene: (to) => {
      const scene = to === 'deal' ? settings.dealScene : settings.usualScene;
      if (scene !== '') writer?.turnTo(scene);
    },
    mark: (text) => {
      if (settings.marksRecording) writer?.mark(text);
    },
    show: (texts) => {
      const now = clock();
      if (!settings.isOn || (shown !== null && now - shownAt < SHOW_EVERY_MS && now >= shownAt)) return;
      shownAt = now;
      shown = texts();
      writer?.want(wantedTexts(shown));
    },
    stop: () => change(end),
  };
};
