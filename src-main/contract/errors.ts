// Every way a request may be refused; the screens hold a sentence for each code in each language.

import { DEAL_OBJECTIONS } from '../core/deal-objection.ts';

export const ERROR_CODES = [
  'bad_input',
  'not_allowed',
  'not_found',
  'wrong_phase',
  'no_show',
  'nothing_pinned',
  'deal_over',
  'claim_over',
  ...DEAL_OBJECTIONS,
  'deal_cooldown',
  'deal_trigger_past',
  'undo_too_late',
  'limits_looser',
  'price_untrue',
  'changed_meanwhile',
  'cue_twice',
  'sheet_full',
  'nothing_to_undo',
  'not_compliant',
  'report_changed',
  'bad_product',
  'sku_taken',
  'variant_in_use',
  'too_many_on_air',
  'bad_image',
  'bad_catalogue_file',
  'bad_tracking_file',
  'order_off',
  'import_on_air',
  'bad_script',
  'bad_script_file',
  'script_full',
  'answer_too_long',
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
  'source_twice',
  'source_locked',
  'source_other',
  'passphrase_needed',
  'passphrase_wrong',
  'passphrase_state',
  'bad_source',
  'no_room',
  'bad_recording',
  'obs_unreachable',
  'obs_refused',
  'obs_off',
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
