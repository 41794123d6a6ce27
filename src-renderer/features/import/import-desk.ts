// What an import is of: its requests and words, so that the same screens bring in products and orders.

import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type {
  FileEncoding,
  ImportOutcome,
  ImportPage,
  ImportTable,
  OutgoingFile,
} from '../../../src-main/contract/import-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { CommandId } from '../../../src-main/core/units.ts';
import { CATALOGUE_IMPORT } from './catalogue-import.ts';

/** Field to column, counted from 0. */
export type Mapping = Readonly<Record<string, number>>;

export interface ImportFacts extends Omit<ImportTable, 'format' | 'guess' | 'mapping'> {
  readonly format: string;
  readonly guess: string | null;
  readonly mapping: Mapping;
  /** IANA; absent where the rows have no times. */
  readonly zone?: string;
}

export interface Choices {
  readonly format: string | null;
  readonly encoding: FileEncoding | null;
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly mapping: Mapping | null;
  readonly currency: string | null;
  readonly zone: string | null;
}

export const NO_CHOICES: Choices = {
  format: null,
  encoding: null,
  sheet: null,
  headerRow: null,
  mapping: null,
  currency: null,
  zone: null,
};

export type PreviewAsk = RouteInput<'import.preview'>;

export interface ImportDesk {
  readonly topic: 'import.state' | 'order-import.state';
  /** Catalogues of words, the more particular first. */
  readonly words: readonly string[];
  readonly formats: readonly string[];
  readonly fields: readonly string[];
  /** Whether so many columns are enough to tell one row's thing from another's. */
  isEnough(mapping: Mapping): boolean;
  begin(name: string, size: number): Promise<Reply<{ readonly uploadId: string }>>;
  chunk(uploadId: string, offset: number, bytes: string): Promise<Reply<null>>;
  open(uploadId: string, choices: Choices): Promise<Reply<null>>;
  giveUp(uploadId: string): Promise<Reply<null>>;
  table(uploadId: string): Promise<Reply<ImportFacts>>;
  preview(ask: PreviewAsk): Promise<Reply<ImportPage>>;
  apply(commandId: CommandId, uploadId: string): Promise<Reply<ImportOutcome>>;
  undo(commandId: CommandId, editId: CommandId): Promise<Reply<unknown>>;
  refusedFile(uploadId: string, language: 'zh-CN' | 'en'): Promise<Reply<OutgoingFile>>;
}

const DeskContext = createContext<ImportDesk>(CATALOGUE_IMPORT);

export const ImportDeskProvider = DeskContext.Provider;

export const useImportDesk = (): ImportDesk => useContext(DeskContext);

export const useImportWords = () => {
  const { words } = useImportDesk();
  return useTranslation([...words], { nsMode: 'fallback' });
};
