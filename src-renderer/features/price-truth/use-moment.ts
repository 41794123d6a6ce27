// Instants as the shop's clock shows them, whatever zone this machine is in.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../../src-main/core/units.ts';

export const useMoment = (zone: string): ((at: Instant) => string) => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, {
      timeZone: zone,
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return (at) => format.format(at);
  }, [i18n.language, zone]);
};
