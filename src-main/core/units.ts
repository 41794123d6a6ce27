// Units and ids as types: an instant is not a duration, a product is not a variant, money is never a float.

declare const unit: unique symbol;
type Unit<T, Name extends string> = T & { readonly [unit]: Name };

/** UTC milliseconds since 1970. */
export type Instant = Unit<number, 'Instant'>;
/** A span of time in milliseconds. */
export type Duration = Unit<number, 'Duration'>;

export type ShowId = Unit<string, 'ShowId'>;
export type SourceId = Unit<string, 'SourceId'>;
export type ProductId = Unit<string, 'ProductId'>;
export type VariantId = Unit<string, 'VariantId'>;
export type DealId = Unit<string, 'DealId'>;
export type OrderId = Unit<string, 'OrderId'>;
export type ClaimId = Unit<string, 'ClaimId'>;
export type ViewerId = Unit<string, 'ViewerId'>;
export type PersonId = Unit<string, 'PersonId'>;
export type CommandId = Unit<string, 'CommandId'>;
export type MessageId = Unit<string, 'MessageId'>;
export type ScriptBlockId = Unit<string, 'ScriptBlockId'>;
export type TemplateId = Unit<string, 'TemplateId'>;
export type PromiseId = Unit<string, 'PromiseId'>;
export type EmergencyId = Unit<string, 'EmergencyId'>;
export type ExemptionId = Unit<string, 'ExemptionId'>;

export const instant = (ms: number): Instant => ms as Instant;
export const duration = (ms: number): Duration => ms as Duration;
export const SECOND = duration(1000);
export const MINUTE = duration(60_000);

export const after = (start: Instant, span: Duration): Instant => (start + span) as Instant;
export const between = (start: Instant, end: Instant): Duration => (end - start) as Duration;

/** An amount in the currency's minor unit (fen for CNY), always a safe integer. */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

export const money = (minor: number, currency: string): Money => {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`money must be a whole number of minor units, got ${minor}`);
  return { minor, currency };
};

/** Sum of two amounts of one currency; throws RangeError where the currencies differ or the sum is not exact. */
export const addMoney = (a: Money, b: Money): Money => {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return money(a.minor + b.minor, a.currency);
};
