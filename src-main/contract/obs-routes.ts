// What a screen may ask about OBS: where it is, what goes into it, and a look at what it has.

import { z } from 'zod';
import { LONGEST_OBS_NAME, OBS_TEXTS, type ObsSight, type ObsText } from './obs-documents.ts';
import { command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { intent, nothing } from './route-input.ts';

const name = z.string().max(LONGEST_OBS_NAME);

/** A host name or an IP address, without port, path or user. */
const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$/);
const address = { host, port: z.int().min(1).max(65_535) };
const password = z.string().max(500);

export const obsSettings = z.strictObject({
  ...address,
  isOn: z.boolean(),
  texts: z.record(z.enum(OBS_TEXTS), name) as unknown as z.ZodType<Record<ObsText, string>, Record<ObsText, string>>,
  dealScene: name,
  usualScene: name,
  marksRecording: z.boolean(),
});

export const obsRoutes = {
  /** `password` null leaves it as it is, '' forgets it. It goes no further than the engine. */
  'obs.save': command()(OWNER, z.strictObject({ ...intent, settings: obsSettings, password: password.nullable() })),
  /** Connects once, with what is typed, and tells what is there; nothing is kept. `password` null takes the kept one. */
  'obs.test': query<ObsSight>()(OWNER, z.strictObject({ ...address, password: password.nullable() })),
  /** What the connected OBS has now. */
  'obs.look': query<ObsSight>()(RUNS_THE_SHOW, nothing),
} as const;
