// Requests about sources: each change is written first, then the sources are attached as the store says.

import { Refusal } from '../contract/errors.ts';
import type { sourceRoutes } from '../contract/source-routes.ts';
import type { CommandId, SourceId } from '../core/units.ts';
import type { SourceChange } from '../store/source-store.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type SourceHandlers = Pick<Handlers, keyof typeof sourceRoutes>;

const REJECT_GROUPS_SHOWN = 100;

const notFound = (): never => {
  throw new Refusal('not_found', 'There is no such source.');
};

export const createSourceHandlers = (desk: EngineDesk): SourceHandlers => {
  const { store, sources, passphrase, obs } = desk;

  const secretsOpened = async (): Promise<null> => {
    await sources.opened();
    await obs.secretsTurned();
    return null;
  };

  const change = async (commandId: CommandId, sourceId: SourceId, part: Partial<SourceChange>): Promise<null> => {
    const value = desk.decide(commandId, (writes) =>
      writes.changeSource(sourceId, part) ? { facts: [], value: null } : notFound(),
    );
    await sources.turn();
    return value;
  };

  return {
    'source.kinds': () => sources.kinds(),
    'source.test': (ask) => sources.test(ask),
    'source.add': async ({ commandId, name, ...ask }) => {
      // Said before: it is there by now, which is no reason to refuse it.
      const isSaid = store.replyTo(commandId) !== null;
      const draft = isSaid ? null : sources.draft(ask, name);
      const sealed = draft === null ? '' : await sources.seal(draft.sourceId, ask.secrets);
      const value = desk.decide(commandId, (writes) => {
        const config = { ...sources.draft(ask, name), sealed };
        writes.addSource(config);
        return { facts: [], value: { sourceId: config.sourceId } };
      });
      await sources.turn();
      return value;
    },
    'source.rename': ({ commandId, sourceId, name }) => change(commandId, sourceId, { name }),
    'source.unlock': async ({ commandId, sourceId, secrets }) => {
      if (!store.sourceConfigs().some((config) => config.sourceId === sourceId)) return notFound();
      return change(commandId, sourceId, { sealed: await sources.seal(sourceId, secrets) });
    },
    'source.edit': async ({ commandId, sourceId, isForced, ...ask }) => {
      const isSaid = store.replyTo(commandId) !== null;
      const edit = isSaid ? null : sources.edit(sourceId, ask);
      const sight = edit === null || isForced ? null : await edit.attempt();
      if (sight?.isUp === false) return { isTaken: false, sight };
      const part = edit === null ? {} : { settings: edit.settings, sealed: await sources.seal(sourceId, edit.secrets) };
      await change(commandId, sourceId, part);
      return { isTaken: true, sight };
    },
    'source.pause': ({ commandId, sourceId }) => change(commandId, sourceId, { isPaused: true }),
    'source.resume': ({ commandId, sourceId }) => change(commandId, sourceId, { isPaused: false }),
    'source.remove': async ({ commandId, sourceId }) => {
      const value = desk.decide(commandId, (writes) =>
        writes.removeSource(sourceId) ? { facts: [], value: null } : notFound(),
      );
      await sources.turn();
      return value;
    },
    'source.detach': async ({ sourceId }) => {
      await desk.detach(sourceId);
      return null;
    },
    'passphrase.set': async (ask) => {
      await passphrase.set(ask.passphrase);
      return secretsOpened();
    },
    'passphrase.unlock': async (ask) => {
      await passphrase.unlock(ask.passphrase);
      return secretsOpened();
    },
    'passphrase.change': async ({ before, after }) => {
      await passphrase.change(before, after);
      return secretsOpened();
    },
    'passphrase.forget': async () => {
      store.transact((writes) => {
        sources.forget(writes);
        passphrase.forget(writes);
      });
      await sources.turn();
      await obs.secretsTurned();
      return null;
    },
    'reject.list': () => store.rejectGroups(REJECT_GROUPS_SHOWN),
    'reject.raw': ({ key }) => {
      const found = store.rejectedRaw(key);
      if (found === null) throw new Refusal('not_found', 'It is kept no more.');
      return found;
    },
  };
};
