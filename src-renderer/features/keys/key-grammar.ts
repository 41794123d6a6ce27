// What a key means on the desk: a pure reading of one key after another, so that it can be tested without a page.

import type { EmergencyKind } from '../../../src-main/contract/emergency-documents.ts';
import { emergencyOfKey } from '../emergency/emergency-keys.ts';

export interface KeyPress {
  readonly key: string;
  readonly isDown: boolean;
  readonly isRepeat: boolean;
  readonly hasCommand: boolean;
  readonly hasAlt: boolean;
  /** An input method is composing, or the focus is in a field. */
  readonly isTyping: boolean;
  /** The focus is on a button or another thing that Enter and Space belong to. */
  readonly isOnControl: boolean;
  readonly hasDialog: boolean;
  readonly at: number;
}

export interface KeyMemory {
  /** Digits typed towards a number. */
  readonly digits: string;
  readonly typedAt: number;
  /** F went down here and has not come up. */
  readonly isDealDown: boolean;
}

export type DeskIntent =
  | { readonly do: 'type'; readonly digits: string }
  | { readonly do: 'pin-number'; readonly number: number }
  | { readonly do: 'pin-selected' }
  | { readonly do: 'unpin' }
  | { readonly do: 'next-cue' }
  | { readonly do: 'skip-cue' }
  | { readonly do: 'deal-down' }
  | { readonly do: 'deal-up' }
  | { readonly do: 'cancel' }
  | { readonly do: 'search' }
  | { readonly do: 'freeze' }
  | { readonly do: 'message' }
  | { readonly do: 'claims' }
  | { readonly do: 'claim-new' }
  | { readonly do: 'promise' }
  | { readonly do: 'emergency'; readonly card: EmergencyKind }
  | { readonly do: 'keys' }
  | { readonly do: 'palette' }
  | { readonly do: 'select'; readonly step: 1 | -1 };

export interface KeyReading {
  readonly memory: KeyMemory;
  /** Null: the key is not the desk's, and nothing may keep it from the page. */
  readonly intent: DeskIntent | null;
}

export const emptyMemory: KeyMemory = { digits: '', typedAt: 0, isDealDown: false };

/** Digits this old belong to a thought that is over. */
export const DIGITS_LAST_MS = 4000;
const MOST_DIGITS = 4;

const LETTERS: Readonly<Record<string, DeskIntent>> = {
  u: { do: 'unpin' },
  n: { do: 'next-cue' },
  s: { do: 'skip-cue' },
  m: { do: 'message' },
  p: { do: 'promise' },
  c: { do: 'message' },
  j: { do: 'claims' },
  a: { do: 'claim-new' },
  '/': { do: 'search' },
  '?': { do: 'keys' },
  '？': { do: 'keys' },
  '、': { do: 'search' },
};

const forget = (memory: KeyMemory): KeyMemory => ({ ...memory, digits: '' });

const readDigit = (memory: KeyMemory, digit: string, at: number): KeyReading => {
  const fresh = at - memory.typedAt <= DIGITS_LAST_MS ? memory.digits : '';
  const digits = `${fresh}${digit}`.replace(/^0+/, '').slice(-MOST_DIGITS);
  return { memory: { ...memory, digits, typedAt: at }, intent: { do: 'type', digits } };
};

const readEnter = (memory: KeyMemory, press: KeyPress): KeyReading => {
  const isFresh = memory.digits !== '' && press.at - memory.typedAt <= DIGITS_LAST_MS;
  if (isFresh) return { memory: forget(memory), intent: { do: 'pin-number', number: Number(memory.digits) } };
  return { memory: forget(memory), intent: press.isOnControl ? null : { do: 'pin-selected' } };
};

const readPlain = (memory: KeyMemory, press: KeyPress): KeyReading => {
  const key = press.key.length === 1 ? press.key.normalize('NFKC').toLowerCase() : press.key;
  if (/^\d$/.test(key)) return readDigit(memory, key, press.at);
  switch (key) {
    case 'Enter':
      return readEnter(memory, press);
    case 'Escape':
      return { memory: forget(memory), intent: { do: 'cancel' } };
    case ' ':
      return { memory, intent: press.isOnControl ? null : { do: 'freeze' } };
    case 'f':
      return { memory: { ...memory, isDealDown: true }, intent: { do: 'deal-down' } };
    case 'ArrowUp':
      return { memory, intent: { do: 'select', step: -1 } };
    case 'ArrowDown':
      return { memory, intent: { do: 'select', step: 1 } };
    default:
      return { memory, intent: LETTERS[press.key] ?? LETTERS[key] ?? null };
  }
};

export const readKey = (memory: KeyMemory, press: KeyPress): KeyReading => {
  if (!press.isDown) {
    const isDealUp = memory.isDealDown && press.key.toLowerCase() === 'f';
    return isDealUp
      ? { memory: { ...memory, isDealDown: false }, intent: { do: 'deal-up' } }
      : { memory, intent: null };
  }
  if (press.hasCommand) {
    // The palette may be asked for from anywhere but from within a dialog.
    const isPalette = press.key.toLowerCase() === 'k' && !press.hasAlt && !press.hasDialog;
    return { memory, intent: isPalette ? { do: 'palette' } : null };
  }
  // An emergency does not wait for a field to be left.
  const card = press.hasAlt || press.hasDialog || press.isRepeat ? null : emergencyOfKey(press.key);
  if (card !== null) return { memory: forget(memory), intent: { do: 'emergency', card } };
  if (press.hasAlt || press.isTyping || press.hasDialog) return { memory, intent: null };
  // A key held down is one key; only the arrows walk on.
  if (press.isRepeat && !press.key.startsWith('Arrow')) {
    return { memory, intent: null };
  }
  return readPlain(memory, press);
};
