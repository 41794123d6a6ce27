// Takes people out of free text: names and ids that are known, and whatever looks like a way to reach somebody.

export type IdentityKind = 'name' | 'id' | 'phone' | 'mail' | 'link' | 'handle' | 'address';

/** The same stand-in for the same value, and nothing that leads back from it. */
export type HideIdentity = (kind: IdentityKind, value: string) => string;

/** Shorter ones are found in every other word. */
const SHORTEST_NAME = 2;
const SHORTEST_ID = 5;

const HAN = '\\p{Script=Han}';
const AREA = '(?:自治区|[省市区县镇乡村路街巷弄道里]|大道|小区|花园|公寓|广场|大厦)';
const DOOR = '(?:[号栋幢座楼室]|单元|号楼)';

/** In the order in which they are looked for; the last group of a match, where there is one, is what is hidden. */
const REACHABLE: readonly { readonly kind: IdentityKind; readonly pattern: RegExp }[] = [
  { kind: 'link', pattern: /(?:https?:\/\/|www\.)[^\s，。；）)]+/giu },
  { kind: 'mail', pattern: /[^\s@，。,;；:：<>()（）]+@[^\s@，。,;；]+\.[\p{L}]{2,}/giu },
  {
    kind: 'handle',
    pattern:
      /(?<=(?:微信|薇信|威信|v信|wechat|weixin|vx|wx|qq|q群|telegram|whatsapp|line)号?[\s:：是号=]{0,4})[\w-]{4,}/giu,
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `[${HAN}\\p{Nd}]{2,12}?${AREA}(?:[${HAN}A-Za-z\\p{Nd}-]{0,12}?(?:${AREA}|${DOOR}))+[\\p{Nd}A-Za-z-]{0,8}`,
      'gu',
    ),
  },
  {
    kind: 'address',
    pattern:
      /\b\p{Nd}{1,6}(?:\s+\p{L}[\p{L}.'-]*){1,4}\s+(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd)\b\.?/giu,
  },
  { kind: 'phone', pattern: /\p{Nd}(?:[\s\-‐-―().（）]{0,2}\p{Nd}){9,}/gu },
  { kind: 'phone', pattern: /\p{Nd}(?:[\s\-‐-―]?\p{Nd}){4,}/gu },
  { kind: 'phone', pattern: /[零〇一二三四五六七八九幺两]{7,}/gu },
  { kind: 'name', pattern: /(?<=[@＠])[^\s@＠，。,:：]{1,30}/gu },
];

interface Piece {
  readonly text: string;
  readonly isHidden: boolean;
}

export interface KnownPeople {
  readonly names: Iterable<string>;
  readonly ids: Iterable<string>;
}

interface Known {
  readonly folded: string;
  readonly kind: 'name' | 'id';
  readonly value: string;
}

/** Upper and lower case alike, as long as that moves nothing. */
const fold = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

const indexOf = ({ names, ids }: KnownPeople): ReadonlyMap<string, readonly Known[]> => {
  const index = new Map<string, Known[]>();
  const add = (kind: Known['kind'], value: string): void => {
    const folded = fold(value);
    const start = folded.slice(0, 2);
    const others = index.get(start);
    if (others === undefined) index.set(start, [{ folded, kind, value }]);
    else others.push({ folded, kind, value });
  };
  for (const name of names) if (name.trim().length >= SHORTEST_NAME) add('name', name.trim());
  for (const id of ids) if (id.length >= SHORTEST_ID) add('id', id);
  // The longest that fits is meant.
  for (const entries of index.values()) entries.sort((a, b) => b.folded.length - a.folded.length);
  return index;
};

const hideKnown = (text: string, index: ReadonlyMap<string, readonly Known[]>, hide: HideIdentity): Piece[] => {
  const folded = fold(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at < folded.length - 1; ) {
    const found = index.get(folded.slice(at, at + 2))?.find((known) => folded.startsWith(known.folded, at));
    if (found === undefined) {
      at += 1;
      continue;
    }
    if (at > from) pieces.push({ text: text.slice(from, at), isHidden: false });
    pieces.push({ text: hide(found.kind, found.value), isHidden: true });
    at += found.folded.length;
    from = at;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHidden: false });
  return pieces;
};

const hideReachable = (text: string, hide: HideIdentity): string => {
  let pieces: readonly Piece[] = [{ text, isHidden: false }];
  for (const { kind, pattern } of REACHABLE) {
    pieces = pieces.flatMap((piece) => {
      if (piece.isHidden) return [piece];
      const split: Piece[] = [];
      let from = 0;
      for (const match of piece.text.matchAll(pattern)) {
        split.push({ text: piece.text.slice(from, match.index), isHidden: false });
        split.push({ text: hide(kind, match[0]), isHidden: true });
        from = match.index + match[0].length;
      }
      split.push({ text: piece.text.slice(from), isHidden: false });
      return split;
    });
  }
  return pieces.map((piece) => piece.text).join('');
};

export interface IdentityScrub {
  /** The text without people. */
  text(text: string): string;
  /** Whether it is a known name, or a known id stands in it. */
  isTold(text: string): boolean;
}

export const createIdentityScrub = (people: KnownPeople, hide: HideIdentity): IdentityScrub => {
  const index = indexOf(people);
  return {
    text: (text) =>
      hideKnown(text, index, hide)
        .map((piece) => (piece.isHidden ? piece.text : hideReachable(piece.text, hide)))
        .join(''),
    isTold: (text) => {
      const whole = fold(text.trim());
      return hideKnown(text, index, (kind, value) => (kind === 'id' || fold(value) === whole ? '' : value)).some(
        (piece) => piece.isHidden && piece.text === '',
      );
    },
  };
};
