// Every way a script's file as a whole may be turned away; a block that cannot be kept is a RefusedBlock.

import { FileRefusal, type FileRefusalCode } from '../catalogue-files/file-refusal.ts';

export const SCRIPT_FILE_REFUSALS = [
  'file_missing',
  'file_unreadable',
  'file_empty',
  'file_too_large',
  'encoding_unknown',
  'not_a_script',
  'newer_format',
  /** A .doc of Word 97–2003, or a document with a password: both lie in the same old container. */
  'old_document',
  'docx_broken',
  'docx_encrypted',
  'docx_bomb',
  'docx_too_large',
] as const;
export type ScriptFileRefusalCode = (typeof SCRIPT_FILE_REFUSALS)[number];

/** `details` fill the sentence for `code`: `name`, `limit`, `size`, `part`, `why`. */
export class ScriptFileRefusal extends Error {
  readonly code: ScriptFileRefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ScriptFileRefusalCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'ScriptFileRefusal';
    this.code = code;
    this.details = details;
  }
}

/** What the readers of archives and encodings say, in the words of a document. */
const IN_WORDS_OF_SCRIPTS: Readonly<Partial<Record<FileRefusalCode, ScriptFileRefusalCode>>> = {
  file_missing: 'file_missing',
  file_unreadable: 'file_unreadable',
  file_empty: 'file_empty',
  file_too_large: 'file_too_large',
  encoding_unknown: 'encoding_unknown',
  xlsx_broken: 'docx_broken',
  xlsx_encrypted: 'docx_encrypted',
  xlsx_bomb: 'docx_bomb',
  xlsx_too_large: 'docx_too_large',
  xlsx_too_many_parts: 'docx_broken',
};

/** Runs a reader; its refusals come out as ours, anything else as it is. */
export const refusingAsScript = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof FileRefusal ? IN_WORDS_OF_SCRIPTS[error.code] : undefined;
    if (error instanceof FileRefusal && code !== undefined)
      throw new ScriptFileRefusal(code, error.message, error.details);
    throw error;
  }
};
