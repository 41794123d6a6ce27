// One handler a route: what a screen asks, handed to the engine in a few lines each.

import type { Role } from '../contract/route.ts';
import type { MessageId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { createCatalogueHandlers } from './catalogue-handlers.ts';
import { createComplianceHandlers } from './compliance-handlers.ts';
import { createDealHandlers } from './deal-handlers.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { createImportHandlers } from './import-handlers.ts';
import { createProductHandlers } from './product-handlers.ts';
import { createRunSheetHandlers } from './run-sheet-handlers.ts';
import { createScriptHandlers } from './script-handlers.ts';
import { createShowHandlers } from './show-handlers.ts';
import { readViewerCard } from './viewer-card.ts';

const REJECTS_SHOWN = 200;

/** Who a message is from, by role: screens say it in their language. */
const FROM_THE_DESK: Role = 'assistant';

export const createHandlers = (desk: EngineDesk): Handlers => ({
  ...createShowHandlers(desk),
  ...createProductHandlers(desk),
  ...createDealHandlers(desk),
  ...createCatalogueHandlers(desk),
  ...createImportHandlers(desk),
  ...createRunSheetHandlers(desk),
  ...createScriptHandlers(desk),
  ...createComplianceHandlers(desk),

  'question.settle': ({ commandId, questionKey }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'question.settled', questionKey }], value: null })),

  'message.send': ({ commandId, text }) =>
    desk.decide(commandId, () => {
      const messageId = newId<MessageId>();
      return { facts: [{ type: 'message.sent', messageId, text, by: FROM_THE_DESK }], value: { messageId } };
    }),
  'message.seen': ({ commandId, messageId }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'message.seen', messageId }], value: null })),
  'message.acknowledge': ({ commandId, messageId }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'message.acknowledged', messageId }], value: null })),

  'viewer.card': ({ viewerId }) => readViewerCard(desk, viewerId),
  'reject.list': () => desk.store.rejectsLatest(REJECTS_SHOWN),

  'source.attach': async ({ url, token, room }) => ({ sourceId: await desk.attachRoom({ url, token, room }) }),
  'source.detach': async ({ sourceId }) => {
    await desk.detach(sourceId);
    return null;
  },

  'outbox.retry': ({ outboxId }) => {
    desk.retryCommand(outboxId);
    return null;
  },
  'outbox.dismiss': ({ outboxId }) => {
    desk.dismissCommand(outboxId);
    return null;
  },

  'recording.start': () => ({ name: desk.startRecording() }),
  'recording.stop': async () => {
    await desk.stopRecording();
    return null;
  },
  'recording.list': () => desk.recordings(),
  'replay.start': async ({ name, speed }) => {
    await desk.startReplay(name, speed);
    return null;
  },
  'replay.stop': async () => {
    await desk.stopReplay();
    return null;
  },
});
