// One connection to an OBS over obs-websocket 5: every wait ends, what comes back is checked by whoever asked.

import { z } from 'zod';
import { Refusal } from '../contract/errors.ts';
import type { ObsAddress } from '../contract/obs-documents.ts';

export interface ObsConnection {
  readonly version: string;
  /** Kinds of requests that it knows. */
  readonly requests: ReadonlySet<string>;
  /** Rejects with ObsFault. */
  ask(request: string, data?: Record<string, unknown>): Promise<unknown>;
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** OBS would not, or did not say in time. */
export class ObsFault extends Error {
  /** obs-websocket's status; null where nothing came back. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'ObsFault';
    this.status = status;
  }
}

export interface ObsWaits {
  readonly connectMs: number;
  readonly answerMs: number;
}

export const OBS_WAITS: ObsWaits = { connectMs: 4000, answerMs: 2000 };

const SCENES = 4;
const OUTPUTS = 64;
const AUTHENTICATION_FAILED = 4009;
const UNSUPPORTED_VERSION = 4010;

const fault = z.object({ code: z.number(), message: z.string() });
const about = z.object({ obsVersion: z.string(), availableRequests: z.array(z.string()) });

const within = <T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

const refusalOf = (cause: unknown, address: ObsAddress): Refusal => {
  const read = fault.safeParse(cause);
  const where = { host: address.host, port: address.port };
  if (read.success && read.data.code === AUTHENTICATION_FAILED)
    return new Refusal('obs_refused', 'OBS does not know this password.', { ...where, why: 'password' });
  if (read.success && read.data.code === UNSUPPORTED_VERSION)
    return new Refusal('obs_refused', 'This OBS speaks another version.', { ...where, why: 'version' });
  return new Refusal('obs_unreachable', `No OBS answers at ${address.host}:${address.port}.`, where);
};

/** Throws Refusal `obs_refused` (details: why = password, version) or `obs_unreachable`. */
export const connectObs = async (
  address: ObsAddress,
  password: string,
  waits: ObsWaits = OBS_WAITS,
): Promise<ObsConnection> => {
  // Loaded by those who have an OBS: the others need not pay for it at the start.
  const { default: ObsWebSocket } = await import('obs-websocket-js/json');
  const obs = new ObsWebSocket();
  const close = (): Promise<void> =>
    // A far end that says nothing more must not keep anybody.
    within(obs.disconnect(), waits.answerMs, () => new Error('late')).catch(() => undefined);
  const ended = new Promise<void>((resolve) => {
    obs.once('ConnectionClosed', () => resolve());
  });
  const ask = async (request: string, data?: Record<string, unknown>): Promise<unknown> => {
    // The library types each request by its name; here names are data, and answers are parsed by who asked.
    const call = obs.call.bind(obs) as (name: string, given?: Record<string, unknown>) => Promise<unknown>;
    const gone = ended.then((): never => {
      throw new ObsFault('The connection ended.', null);
    });
    try {
      return await within(
        Promise.race([call(request, data), gone]),
        waits.answerMs,
        () => new ObsFault(`${request} was not answered.`, null),
      );
    } catch (cause) {
      if (cause instanceof ObsFault) throw cause;
      const read = fault.safeParse(cause);
      throw new ObsFault(
        read.success && read.data.message !== '' ? read.data.message : `${request} failed.`,
        read.data?.code ?? null,
      );
    }
  };

  try {
    const url = `ws://${address.host}:${address.port}`;
    const given = password === '' ? undefined : password;
    await within(
      obs.connect(url, given, { eventSubscriptions: SCENES | OUTPUTS }),
      waits.connectMs,
      () => new Error('late'),
    );
  } catch (cause) {
    void close();
    throw refusalOf(cause, address);
  }
  try {
    const { obsVersion, availableRequests } = about.parse(await ask('GetVersion'));
    return { version: obsVersion, requests: new Set(availableRequests), ask, ended, close };
  } catch {
    void close();
    throw new Refusal('obs_refused', 'What answers is no OBS.', {
      host: address.host,
      port: address.port,
      why: 'protocol',
    });
  }
};
