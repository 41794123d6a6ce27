// The keyboard of the desk, key after key, without a page.

import { describe, expect, test } from 'vitest';
import {
  type DeskIntent,
  DIGITS_LAST_MS,
  emptyMemory,
  type KeyPress,
  readKey,
} from '../../src-renderer/features/keys/key-grammar.ts';

const plain: KeyPress = {
  key: '',
  isDown: true,
  isRepeat: false,
  hasCommand: false,
  hasAlt: false,
  isTyping: false,
  isOnControl: false,
  hasDialog: false,
  at: 1000,
};

const readAll = (...presses: readonly Partial<KeyPress>[]): readonly (DeskIntent | null)[] => {
  let memory = emptyMemory;
  return presses.map((press) => {
    const reading = readKey(memory, { ...plain, ...press });
    memory = reading.memory;
    return reading.intent;
  });
};

const last = (...presses: readonly Partial<KeyPress>[]): DeskIntent | null => readAll(...presses).at(-1) ?? null;

describe('numbers', () => {
  test('12 Enter pins 12, not 1 and then 2', () => {
    expect(readAll({ key: '1' }, { key: '2' }, { key: 'Enter' })).toEqual([
      { do: 'type', digits: '1' },
      { do: 'type', digits: '12' },
      { do: 'pin-number', number: 12 },
    ]);
  });

  test('a number pinned once is not pinned again by the next Enter', () => {
    expect(last({ key: '3' }, { key: 'Enter' }, { key: 'Enter' })).toEqual({ do: 'pin-selected' });
  });

  test('digits of a thought long over do not join the next number', () => {
    expect(
      last({ key: '1' }, { key: '2', at: 1001 + DIGITS_LAST_MS }, { key: 'Enter', at: 1002 + DIGITS_LAST_MS }),
    ).toEqual({
      do: 'pin-number',
      number: 2,
    });
  });

  test('a number left lying does not pin when Enter comes late', () => {
    expect(last({ key: '7' }, { key: 'Enter', at: 1001 + DIGITS_LAST_MS })).toEqual({ do: 'pin-selected' });
  });

  test('Esc throws the digits away', () => {
    expect(last({ key: '7' }, { key: 'Escape' }, { key: 'Enter' })).toEqual({ do: 'pin-selected' });
  });

  test('full-width digits of a Chinese keyboard count as digits', () => {
    expect(last({ key: '３' }, { key: 'Enter' })).toEqual({ do: 'pin-number', number: 3 });
  });

  test('a typed number goes before the focused button: 3 Enter pins 3', () => {
    expect(last({ key: '3' }, { key: 'Enter', isOnControl: true })).toEqual({ do: 'pin-number', number: 3 });
  });
});

describe('keys stay with whom they belong to', () => {
  const everyKey = ['1', 'Enter', 'u', 'f', 'Escape', '/', ' ', 'c', '?', 'ArrowUp', 'ArrowDown'];

  test('none of them fires while somebody types in a field', () => {
    for (const key of everyKey) expect(last({ key, isTyping: true })).toBeNull();
  });

  test('none of them fires under an open dialog, the palette neither', () => {
    for (const key of everyKey) expect(last({ key, hasDialog: true })).toBeNull();
    expect(last({ key: 'k', hasCommand: true, hasDialog: true })).toBeNull();
  });

  test('the browser keeps its own: Ctrl+F, Ctrl+C and Alt+1 are not the desk’s', () => {
    expect(last({ key: 'f', hasCommand: true })).toBeNull();
    expect(last({ key: 'c', hasCommand: true })).toBeNull();
    expect(last({ key: '1', hasAlt: true })).toBeNull();
  });

  test('Space and Enter press the focused button instead of freezing or pinning', () => {
    expect(last({ key: ' ', isOnControl: true })).toBeNull();
    expect(last({ key: 'Enter', isOnControl: true })).toBeNull();
  });
});

describe('emergency cards', () => {
  test('one waits until a field is left, or opens over a dialog that somebody fills in', () => {
    expect(last({ key: 'F1' })).toEqual({ do: 'emergency', card: 'wrong_offer' });
    expect(last({ key: 'F8', isTyping: true })).toEqual({ do: 'emergency', card: 'data_leak' });
    expect(last({ key: 'F1', hasDialog: true })).toBeNull();
  });

  test('F5, Alt+F4 and a key held down are taken for one', () => {
    expect(last({ key: 'F5' })).toBeNull();
    expect(last({ key: 'F4', hasAlt: true })).toBeNull();
    expect(last({ key: 'F1', isRepeat: true })).toBeNull();
  });
});

describe('single keys', () => {
  test.each([
    ['u', { do: 'unpin' }],
    ['p', { do: 'promise' }],
    ['U', { do: 'unpin' }],
    ['/', { do: 'search' }],
    [' ', { do: 'freeze' }],
    ['c', { do: 'message' }],
    ['?', { do: 'keys' }],
    ['？', { do: 'keys' }],
    ['Escape', { do: 'cancel' }],
    ['ArrowDown', { do: 'select', step: 1 }],
    ['ArrowUp', { do: 'select', step: -1 }],
  ] as const)('%s means %o', (key, intent) => {
    expect(last({ key })).toEqual(intent);
  });

  test('the palette opens even from within a field', () => {
    expect(last({ key: 'k', hasCommand: true, isTyping: true })).toEqual({ do: 'palette' });
  });

  test('a key held down does its deed once: unpin does not repeat, arrows do', () => {
    expect(last({ key: 'u', isRepeat: true })).toBeNull();
    expect(last({ key: 'ArrowDown', isRepeat: true })).toEqual({ do: 'select', step: 1 });
  });
});

describe('F', () => {
  test('a held F starts one hold, whatever the key repeats', () => {
    expect(readAll({ key: 'f' }, { key: 'f', isRepeat: true }, { key: 'f', isDown: false })).toEqual([
      { do: 'deal-down' },
      null,
      { do: 'deal-up' },
    ]);
  });

  test('letting go is heard although a dialog or a field has the keys by now', () => {
    expect(last({ key: 'f' }, { key: 'f', isDown: false, isTyping: true, hasDialog: true })).toEqual({ do: 'deal-up' });
  });

  test('an F typed into a field and let go outside is no deal', () => {
    expect(last({ key: 'f', isTyping: true }, { key: 'f', isDown: false })).toBeNull();
  });
});

describe('the run sheet', () => {
  test.each([
    ['n', 'next-cue'],
    ['N', 'next-cue'],
    ['s', 'skip-cue'],
    ['m', 'message'],
    ['c', 'message'],
    ['j', 'claims'],
    ['a', 'claim-new'],
  ])('%s does not do what the table says', (key, deed) => {
    expect(last({ key })).toEqual({ do: deed });
    expect(last({ key, isTyping: true })).toBeNull();
    expect(last({ key, hasDialog: true })).toBeNull();
    expect(last({ key, isRepeat: true })).toBeNull();
  });
});
