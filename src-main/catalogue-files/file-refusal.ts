// Every way a file as a whole may be turned away; what is wrong with single cells is a CellProblem.

export const FILE_REFUSALS = [
  'file_empty',
  'file_missing',
  'file_unreadable',
  'file_too_large',
  'too_many_rows',
  'too_many_columns',
  'encoding_unknown',
  'not_a_table',
  'old_workbook',
  'html_table',
  'order_file',
  'no_header',
  'format_unknown',
  'quote_unclosed',
  'cell_too_large',
  'xlsx_broken',
  'xlsx_encrypted',
  'xlsx_too_many_parts',
  'xlsx_too_large',
  'xlsx_bomb',
  'xlsx_no_sheet',
  'not_written',
  'cancelled',
] as const;
export type FileRefusalCode = (typeof FILE_REFUSALS)[number];

export type RefusalDetails = Readonly<Record<string, string | number>>;

/** `details` fill the sentence for `code`: `row`, `line`, `part`, `limit`, `why`. */
export class FileRefusal extends Error {
  readonly code: FileRefusalCode;
  readonly details: RefusalDetails;

  constructor(code: FileRefusalCode, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = 'FileRefusal';
    this.code = code;
    this.details = details;
  }
}

/** To be called between portions of work. */
export const stopIfCancelled = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw new FileRefusal('cancelled', 'cancelled');
};
