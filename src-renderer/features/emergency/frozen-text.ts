// What an emergency has frozen, in words.

import type { TFunction } from 'i18next';
import type { EmergencyRow } from '../../../src-main/contract/emergency-documents.ts';

export const frozenText = (t: TFunction, { frozen }: EmergencyRow): string => {
  const { stopped, disarmed, claims, pin, names } = frozen;
  const parts = [
    stopped.length > 0 ? t('emergency:frozen.stopped', { count: stopped.length }) : '',
    disarmed.length > 0 ? t('emergency:frozen.disarmed', { count: disarmed.length }) : '',
    claims ? t('emergency:frozen.claims') : '',
    pin === 'taken_off' ? t('emergency:frozen.unpinned') : '',
    names ? t('emergency:frozen.names') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('emergency:frozen.nothing') : parts.join(' · ');
};
