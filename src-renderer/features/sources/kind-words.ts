// What kinds of source, their fields and what they read and carry out are called; an unknown one by its own name.

import type { TFunction } from 'i18next';

export const kindText = (t: TFunction, kind: string): string => t(`sources:kind.${kind}`, { defaultValue: kind });

export const kindHint = (t: TFunction, kind: string): string => t(`sources:hint.${kind}`, { defaultValue: '' });

/** A kind may call a field by a name of its own. */
export const fieldText = (t: TFunction, kind: string, field: string): string =>
  t([`sources:fieldOf.${kind}.${field}`, `sources:field.${field}`], { defaultValue: field });

export const choiceText = (t: TFunction, choice: string): string =>
  t(`sources:choice.${choice}`, { defaultValue: choice });

export const listText = (t: TFunction, kind: 'capability' | 'event', names: readonly string[]): string =>
  names.map((name) => t(`sources:${kind}.${name}`, { defaultValue: name })).join(t('sources:comma'));

/** What may be missing in a gap; null is anything. The steps of an order are one thing to a person. */
export const missingText = (t: TFunction, misses: readonly string[] | null): string => {
  if (misses === null) return t('sources:gaps.anything');
  const groups = [...new Set(misses.map((type) => (type.startsWith('order.') ? 'orders' : type)))];
  const shown = groups.filter((type) => !type.startsWith('stream.'));
  return shown
    .map((type) => (type === 'orders' ? t('sources:gaps.orders') : t(`sources:event.${type}`, { defaultValue: type })))
    .join(t('sources:comma'));
};

export const keyringText = (t: TFunction, keyring: string): string =>
  t(`sources:keyring.${keyring}`, { defaultValue: keyring });
