// Requests about OBS: where it is and what goes into it, a test, and a look at what it has.

import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type ObsHandlers = Pick<Handlers, Extract<keyof Handlers, `obs.${string}`>>;

export const createObsHandlers = (desk: EngineDesk): ObsHandlers => ({
  'obs.save': async ({ commandId, settings, password }) => {
    const value = desk.decide(commandId, (writes) => {
      desk.obs.write(writes, settings);
      return { facts: [], value: null };
    });
    await desk.obs.turn(password);
    return value;
  },
  'obs.test': ({ host, port, password }) => desk.obs.test({ host, port }, password),
  'obs.look': () => desk.obs.look(),
});
