// Requests about sources: each change is written first, then the sources are attached as the store says.

import { Refusal } from '../contract/errors.ts';
import type { sourceRoutes } from '../contract/source-routes.ts';
import type { CommandId, SourceId } from '../core/units.ts';
import type { SourceConfig } from '../store/source-store.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type SourceHandlers = Pick<Handlers, keyof typeof sourceRoutes>;

const REJECT_GROUPS_SHOWN = 100;

const notFound = (): never => {
  throw new Refusal('not_found', 'There is no such source.');
};

export const createSourceHandlers = (desk: EngineDesk): SourceHandlers => {
  const { store, sources } = desk;

  const change = async (
    commandId: CommandId,
    sourceId: SourceId,
    part: Partial<Pick<SourceConfig, 'name' | 'sealed' | 'isPaused'>>,
  ): Promise<null> => {
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
    'reject.list': () => store.rejectGroups(REJECT_GROUPS_SHOWN),
    'reject.raw': ({ key }) => {
      const found = store.rejectedRaw(key);
      if (found === null) throw new Refusal('not_found', 'It is kept no more.');
      return found;
    },
  };
};
