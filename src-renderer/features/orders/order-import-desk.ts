// The import of order files as the import's screens ask for it.

import { ORDER_FIELDS, ORDER_IMPORT_FORMATS } from '../../../src-main/contract/order-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { runCommand } from '../desk/run-command.ts';
import type { ImportDesk } from '../import/import-desk.ts';

const FORMATS = [...ORDER_IMPORT_FORMATS, 'mapped'] as const;

export const ORDER_IMPORT: ImportDesk = {
  topic: 'order-import.state',
  words: ['order-import', 'import'],
  formats: FORMATS,
  fields: ORDER_FIELDS,
  isEnough: ({ orderId, total, linePaid, lineTotal, unitPrice }) =>
    orderId !== undefined && [total, linePaid, lineTotal, unitPrice].some((column) => column !== undefined),
  begin: (name, size) => request('orderImport.begin', { commandId: newCommandId(), name, size }),
  chunk: (uploadId, offset, bytes) =>
    request('orderImport.chunk', { commandId: newCommandId(), uploadId, offset, bytes }),
  open: (uploadId, { format, ...choices }) =>
    runCommand('orderImport.open', {
      commandId: newCommandId(),
      uploadId,
      choices: { ...choices, format: FORMATS.find((known) => known === format) ?? null },
    }),
  giveUp: (uploadId) => runCommand('orderImport.close', { commandId: newCommandId(), uploadId }),
  table: (uploadId) => request('orderImport.table', { uploadId }),
  preview: (ask) => request('orderImport.preview', ask),
  apply: (commandId, uploadId) => runCommand('orderImport.apply', { commandId, uploadId }),
  undo: (commandId, importId) => runCommand('orderImport.undo', { commandId, importId }),
  refusedFile: (uploadId, language) =>
    runCommand('orderImport.refusedFile', { commandId: newCommandId(), uploadId, container: 'xlsx', language }),
};
