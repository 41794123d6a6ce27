// The import of products as the import's screens ask for it.

import { IMPORT_FORMATS } from '../../../src-main/contract/import-documents.ts';
import { DRAFT_FIELDS } from '../../../src-main/core/draft-field.ts';
import { newCommandId, request } from '../../client/client.ts';
import { runCommand } from '../desk/run-command.ts';
import type { ImportDesk } from './import-desk.ts';

const FORMATS = [...IMPORT_FORMATS, 'mapped'] as const;

export const CATALOGUE_IMPORT: ImportDesk = {
  topic: 'import.state',
  words: ['import'],
  formats: FORMATS,
  fields: DRAFT_FIELDS,
  isEnough: ({ title, sku, externalId }) => title !== undefined || sku !== undefined || externalId !== undefined,
  begin: (name, size) => request('import.begin', { commandId: newCommandId(), name, size }),
  chunk: (uploadId, offset, bytes) => request('import.chunk', { commandId: newCommandId(), uploadId, offset, bytes }),
  open: (uploadId, { format, zone: _, ...choices }) =>
    runCommand('import.open', {
      commandId: newCommandId(),
      uploadId,
      choices: { ...choices, format: FORMATS.find((known) => known === format) ?? null },
    }),
  giveUp: (uploadId) => runCommand('import.close', { commandId: newCommandId(), uploadId }),
  table: (uploadId) => request('import.table', { uploadId }),
  preview: (ask) => request('import.preview', ask),
  apply: (commandId, uploadId) => runCommand('import.apply', { commandId, uploadId }),
  undo: (commandId, editId) => runCommand('catalogue.undo', { commandId, editId }),
  refusedFile: (uploadId, language) =>
    runCommand('import.refusedFile', { commandId: newCommandId(), uploadId, container: 'xlsx', language }),
};
