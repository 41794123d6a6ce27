// Which key opens which emergency card; F5 stays the browser's, for a page that hangs.

import { EMERGENCY_KINDS, type EmergencyKind } from '../../../src-main/contract/emergency-documents.ts';

const KEYS = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8'] as const;

export const emergencyOfKey = (key: string): EmergencyKind | null =>
  EMERGENCY_KINDS[(KEYS as readonly string[]).indexOf(key)] ?? null;

export const keyOfEmergency = (kind: EmergencyKind): string => KEYS[EMERGENCY_KINDS.indexOf(kind)] ?? '';
