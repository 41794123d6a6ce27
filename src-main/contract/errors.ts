// Every way a request may be refused; the screens hold a sentence for each code in each language.

export const ERROR_CODES = [
  'bad_input',
  'not_allowed',
  'not_found',
  'wrong_phase',
  'no_show',
  'nothing_pinned',
  'deal_running',
  'deal_over',
  'deal_too_dear',
  'deal_limit',
  'stock_short',
  'store_full',
  'store_readonly',
  'store_missing',
  'store_corrupt',
  'store_newer',
  'bad_token',
  'unknown_room',
  'protocol_too_old',
  'protocol_too_new',
  'busy',
  'unreachable',
  'bad_url',
  'no_room',
  'bad_recording',
  'link_lost',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      /** For logs and for those who build on the contract; screens show their own sentence for `code`. */
      readonly message: string;
      readonly details?: Readonly<Record<string, string | number>>;
    };

/** A refusal on its way out of a handler; `dispatch` turns it into a reply, nothing throws across a wire. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
