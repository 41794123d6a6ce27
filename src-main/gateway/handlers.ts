// One handler a route: what a screen asks, handed to the engine in a few lines each.

import { createCatalogueHandlers } from './catalogue-handlers.ts';
import { createClaimHandlers } from './claim-handlers.ts';
import { createComplianceHandlers } from './compliance-handlers.ts';
import { createDealHandlers } from './deal-handlers.ts';
import type { Handlers } from './dispatch.ts';
import { createEmergencyHandlers } from './emergency-handlers.ts';
import type { EngineDesk } from './engine-desk.ts';
import { createFulfilmentHandlers } from './fulfilment-handlers.ts';
import { createImportHandlers } from './import-handlers.ts';
import { createMessageHandlers } from './message-handlers.ts';
import { createObsHandlers } from './obs-handlers.ts';
import { createOrderHandlers } from './order-handlers.ts';
import { createOverlayHandlers } from './overlay-handlers.ts';
import { createPictureHandlers } from './picture-handlers.ts';
import { createPriceHandlers } from './price-handlers.ts';
import { createProductHandlers } from './product-handlers.ts';
import { createPromiseHandlers } from './promise-handlers.ts';
import { createRecordingHandlers } from './recording-handlers.ts';
import { createRunSheetHandlers } from './run-sheet-handlers.ts';
import { createScriptHandlers } from './script-handlers.ts';
import { createShowHandlers } from './show-handlers.ts';
import { createSourceHandlers } from './source-handlers.ts';
import { createTotalHandlers } from './total-handlers.ts';
import { createViewerHandlers } from './viewer-handlers.ts';

export const createHandlers = (desk: EngineDesk): Handlers => ({
  ...createShowHandlers(desk),
  ...createProductHandlers(desk),
  ...createDealHandlers(desk),
  ...createClaimHandlers(desk),
  ...createCatalogueHandlers(desk),
  ...createImportHandlers(desk),
  ...createPictureHandlers(desk),
  ...createOrderHandlers(desk),
  ...createFulfilmentHandlers(desk),
  ...createMessageHandlers(desk),
  ...createRunSheetHandlers(desk),
  ...createScriptHandlers(desk),
  ...createComplianceHandlers(desk),
  ...createPriceHandlers(desk),
  ...createOverlayHandlers(desk),
  ...createPromiseHandlers(desk),
  ...createRecordingHandlers(desk),
  ...createEmergencyHandlers(desk),
  ...createObsHandlers(desk),
  ...createSourceHandlers(desk),
  ...createTotalHandlers(desk),
  ...createViewerHandlers(desk),

  'question.settle': ({ commandId, questionKey }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'question.settled', questionKey }], value: null })),

  'outbox.retry': ({ outboxId }) => {
    desk.retryCommand(outboxId);
    return null;
  },
  'outbox.dismiss': ({ outboxId }) => {
    desk.dismissCommand(outboxId);
    return null;
  },
});
