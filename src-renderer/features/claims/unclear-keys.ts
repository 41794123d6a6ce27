// What a key means while an unclear claim has the focus: a pure reading, so that it can be tested without a page.

export type UnclearDeed =
  | { readonly do: 'pick'; readonly at: number }
  | { readonly do: 'none' }
  | { readonly do: 'other' }
  | { readonly do: 'show'; readonly step: 1 | -1 }
  | { readonly do: 'leave' };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const NAMED: Readonly<Record<string, UnclearDeed>> = {
  '0': { do: 'none' },
  Delete: { do: 'none' },
  Backspace: { do: 'none' },
  Enter: { do: 'other' },
  ArrowUp: { do: 'show', step: -1 },
  ArrowDown: { do: 'show', step: 1 },
  Escape: { do: 'leave' },
};

/** Null: the key is not the strip's. A digit that no candidate has is kept from the desk all the same: `other` asks. */
export const readUnclearKey = (press: Press, candidates: number): UnclearDeed | null => {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.length === 1 ? press.key.normalize('NFKC') : press.key;
  const digit = /^[1-9]$/.test(key) ? Number(key) : null;
  if (digit !== null) return digit <= candidates ? { do: 'pick', at: digit - 1 } : { do: 'other' };
  return NAMED[key] ?? null;
};
