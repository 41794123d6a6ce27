// Claims (喊单): comments that ask for a product, like 「3号 枫叶红 +1」, 「扣1」, 「2号 黑 L 两件、红 M 一件」. Read here, not granted.

import { LONGEST_COMMENT, lookAtChat } from './chat-look.ts';
import { type ClaimGroup, type Grouped, groupTokens } from './claim-group.ts';
import { type ClaimIndex, indexOf } from './claim-index.ts';
import { MOST_QUANTITY, readGroup } from './claim-line.ts';
import type { ClaimDoubt, ClaimLine, ClaimReading } from './claim-reading.ts';
import type { ClaimItem, ClaimShelf } from './claim-shelf.ts';
import { normaliseClaim } from './claim-text.ts';
import { type ClaimToken, readTokens } from './claim-token.ts';

const MOST_GROUPS = 20;
const NONE: ClaimReading = { kind: 'none' };

interface Context {
  readonly shelf: ClaimShelf;
  readonly index: ClaimIndex;
  readonly pinned: ClaimItem | null;
}

const unclear = (
  why: ClaimDoubt,
  candidates: readonly ClaimLine[],
  isChange = false,
  lines: readonly ClaimLine[] = [],
): ClaimReading => ({ kind: 'unclear', why, candidates, isChange, lines });

const said = ({ kind }: ClaimToken): boolean => kind !== 'and' && kind !== 'verb' && kind !== 'each';

// ---- what is asked for ----

/** What each group is counted by: itself, the 各 of all, or the one at the end; null where that is not sure. */
const countGroups = ({ groups, isEach }: Grouped): readonly (number | null)[] => {
  const last = groups.findLast(({ quantity }) => quantity !== null);
  const shared = isEach ? (last?.quantity ?? 1) : null;
  return groups.map((group) => {
    if (group.quantity !== null) return group.quantity;
    if (shared !== null) return shared;
    // 枫叶红 豆沙 +2: two of each, or two in all?
    return last?.quantity === undefined || last.quantity === null || last.quantity === 1 ? 1 : null;
  });
};

const isComplete = ({ by, words, typos, isAll }: ClaimGroup): boolean =>
  isAll || ((by === 'name' || by === 'keyword' || by === 'bare') && words.length > 0 && typos.length === 0);

/** Whether anything in it asks at all: a number, a name or a shade alone are only talked about. */
const asks = ({ groups, hasVerb }: Grouped): 'yes' | 'perhaps' | 'no' => {
  const [only] = groups;
  if (only === undefined || groups.length > MOST_GROUPS) return 'no';
  const isPlain = groups.length === 1 && only.by === null && only.words.length + only.typos.length === 0;
  // 2个 counts everything under the sun; 3 2 may be a score.
  if (isPlain && (only.counted === 'piece' || only.counted === 'bare')) return 'no';
  if (
    groups.some(
      ({ by, words, counted, typos }) => by === 'bare' && counted === 'bare' && words.length + typos.length === 0,
    )
  )
    return 'no';
  if (groups.some(({ counted }) => counted !== null)) return 'yes';
  if (hasVerb)
    return groups.every(({ by, words, isAll }) => (by !== null && by !== 'bare') || words.length > 0 || isAll)
      ? 'yes'
      : 'no';
  if (groups.every(isComplete)) return 'yes';
  const isShade = groups.length === 1 && only.by === null && only.unknown.length + only.typos.length === 0;
  return isShade && only.words.length > 0 ? 'perhaps' : 'no';
};

const hasShade = (group: ClaimGroup, pinned: ClaimItem | null): boolean =>
  pinned !== null && group.words.every((word) => (word.uses.get(pinned)?.own.size ?? 0) > 0);

const askingFor = (grouped: Grouped, context: Context, isChange: boolean): ClaimReading => {
  const { shelf, pinned } = context;
  const { groups } = grouped;
  const asked = asks(grouped);
  const [only] = groups;
  if (asked === 'no' || only === undefined) return NONE;
  const counts = countGroups(grouped);
  const lines: ClaimLine[] = [];
  let reading: Extract<ClaimReading, { kind: 'unclear' }> | null = null;
  const settle = (why: ClaimDoubt, candidates: readonly ClaimLine[]): void => {
    reading ??= { kind: 'unclear', why, candidates, isChange, lines: [] };
  };
  for (const [at, group] of groups.entries()) {
    const quantity = counts[at] ?? null;
    const isLoose =
      groups.length > 1 && group.by === null && group.words.length + group.typos.length === 0 && !group.isAll;
    if (group.unknown.length > 0 && group.by === null && groups.length > 1) return NONE;
    if (quantity === 0) return NONE;
    const found = readGroup(group, Math.min(quantity ?? 1, MOST_QUANTITY), pinned, shelf.items);
    if (found.kind === 'none') return NONE;
    if (quantity !== null && quantity > MOST_QUANTITY) {
      // 扣666 is applause.
      if (group.by === null) return NONE;
      settle('how_many', []);
    } else if (isLoose) settle('how_many', []);
    else if (found.kind === 'doubt') settle(found.why, found.candidates);
    else if (quantity === null || group.isCountedTwice) {
      if (group.isCountedTwice && group.by === null && group.words.length === 0) return NONE;
      const shared = groups.findLast((each) => each.quantity !== null)?.quantity ?? 1;
      settle(
        'how_many',
        [...new Set([1, Math.min(shared, MOST_QUANTITY)])].flatMap((each) =>
          found.lines.map((line) => ({ ...line, quantity: each })),
        ),
      );
    } else lines.push(...found.lines);
  }
  if (reading === null && new Set(lines.map(({ variantId }) => variantId)).size < lines.length) settle('how_many', []);
  if (asked === 'perhaps')
    return hasShade(only, pinned) && reading === null ? unclear('how_many', lines, isChange) : NONE;
  // 扣3 while number 3 is explained: three of it, or it?
  if (
    reading === null &&
    only.counted === 'asked' &&
    only.by === null &&
    only.quantity === shelf.pinned &&
    only.quantity !== 1
  ) {
    settle(
      'how_many',
      [1, only.quantity ?? 1].flatMap((quantity) => lines.map((line) => ({ ...line, quantity }))),
    );
    lines.length = 0;
  }
  if (reading !== null) {
    const { why, candidates } = reading as Extract<ClaimReading, { kind: 'unclear' }>;
    return unclear(why, candidates, isChange, lines);
  }
  return { kind: 'claim', lines, isChange, isQuantitySaid: groups.some(({ quantity }) => quantity !== null) };
};

// ---- taking back, changing ----

const numbersOf = ({ groups }: Grouped): readonly number[] => [
  ...new Set(groups.flatMap(({ items }) => (items?.length === 1 ? items.map(({ number }) => number) : []))),
];

/** 取消 2: behind a take-back a bare number is a product's. */
const asProducts = (tokens: readonly ClaimToken[], { index }: Context): readonly ClaimToken[] =>
  tokens.map((token) =>
    token.kind === 'number' && index.byNumber.has(token.value) ? { ...token, isNamed: true } : token,
  );

const readTakeBack = (tokens: readonly ClaimToken[], isFirm: boolean, context: Context): ClaimReading => {
  const isAll = tokens.some(({ kind }) => kind === 'all_of_it');
  const named = asProducts(tokens, context).filter(({ kind }) => kind !== 'all_of_it');
  const grouped = groupTokens(named, context.index, context.pinned);
  if (grouped === null) return NONE;
  const { groups } = grouped;
  const [only] = groups;
  if (only === undefined) return isFirm ? { kind: 'take_back', of: null, variantId: null } : NONE;
  if (groups.some(({ unknown, typos, missing }) => unknown.length > 0 || typos.length > 0 || missing !== null))
    return NONE;
  // Some of them only, or of several: a person knows what is left.
  if (groups.some(({ counted }) => counted === 'unit' || counted === 'piece')) return unclear('how_many', []);
  const numbers = numbersOf(grouped);
  if (groups.length > 1 && (numbers.length > 1 || groups.some(({ words }) => words.length > 0)))
    return unclear('which_product', []);
  const of = numbers[0] ?? context.pinned?.number ?? null;
  const [reading] = groups.map((group) => readGroup(group, 1, context.pinned, context.shelf.items));
  const isWhole = only.words.length === 0;
  if (of === null) return isAll || isFirm ? { kind: 'take_back', of: null, variantId: null } : NONE;
  if (isWhole) return { kind: 'take_back', of, variantId: null };
  if (reading?.kind !== 'lines') return unclear('which_variant', []);
  const [line] = reading.lines;
  return { kind: 'take_back', of: line?.number ?? of, variantId: line?.variantId ?? null };
};

/** What was said before the change fills what was not said behind it. */
const fillFrom = (before: Grouped, after: Grouped): Grouped | null => {
  const [old] = before.groups;
  const [fresh, ...more] = after.groups;
  if (old === undefined || fresh === undefined || more.length > 0) return null;
  const isSame = fresh.by === null;
  const filled: ClaimGroup = {
    ...fresh,
    items: isSame ? old.items : fresh.items,
    by: isSame ? old.by : fresh.by,
    missing: isSame ? old.missing : fresh.missing,
    words: isSame && fresh.words.length === 0 && fresh.typos.length === 0 ? old.words : fresh.words,
    quantity: fresh.quantity ?? old.quantity,
    counted: fresh.counted ?? old.counted,
  };
  return { groups: [filled], hasVerb: true, isEach: after.isEach || before.isEach };
};

const readChange = (before: readonly ClaimToken[], after: readonly ClaimToken[], context: Context): ClaimReading => {
  const { index, pinned } = context;
  const [old, fresh] = [before, after].map((tokens) => groupTokens(tokens, index, pinned));
  if (old === undefined || old === null || fresh === undefined || fresh === null) return NONE;
  if (fresh.groups.length === 0) return askingFor({ ...old, hasVerb: old.hasVerb }, context, true);
  const asked: Grouped = { ...fresh, hasVerb: true };
  if (old.groups.length === 0) return askingFor(asked, context, true);
  const [was, is] = [numbersOf(old), numbersOf(fresh)];
  const filled = fillFrom(old, asked);
  const reading = askingFor(filled ?? asked, context, true);
  const moves = is.length > 0 && was.length > 0 && is.some((number) => !was.includes(number));
  // Another product in place of the old one: the old one is not this comment's to take back unseen.
  if (moves && reading.kind === 'claim') return unclear('which_product', reading.lines, true);
  if (moves && reading.kind === 'unclear') return { ...reading, why: 'which_product' };
  return reading;
};

/** 5 改成 2: behind a change a bare number is a quantity. */
const asQuantities = (tokens: readonly ClaimToken[]): readonly ClaimToken[] => {
  const [first, ...rest] = tokens;
  return first?.kind === 'number' && !first.isNamed && !rest.some(said)
    ? [{ kind: 'quantity', value: first.value, how: 'asked' }]
    : tokens;
};

const readParts = (tokens: readonly ClaimToken[], context: Context): ClaimReading => {
  const change = tokens.findIndex(({ kind }) => kind === 'change');
  const isBack = ({ kind }: ClaimToken): boolean => kind === 'take_back' || kind === 'refuse';
  const isPart = (token: ClaimToken): boolean => !isBack(token) && token.kind !== 'change';
  const back = tokens.findIndex(isBack);
  const without = tokens.filter(isPart);
  if (change !== -1) {
    return readChange(
      tokens.slice(0, change).filter(isPart),
      asQuantities(tokens.slice(change + 1).filter(isPart)),
      context,
    );
  }
  if (back !== -1) {
    const verb = tokens.findIndex(({ kind }, at) => at > back && kind === 'verb');
    if (verb !== -1 && tokens.slice(verb).some(said)) {
      return readChange(tokens.slice(0, verb).filter(isPart), tokens.slice(verb), context);
    }
    return readTakeBack(
      without,
      tokens.some(({ kind }) => kind === 'take_back'),
      context,
    );
  }
  const grouped = groupTokens(without, context.index, context.pinned);
  return grouped === null ? NONE : askingFor(grouped, context, false);
};

/** `readClaimComment` without a first look at the letters. */
export const parseClaim = (text: string, shelf: ClaimShelf): ClaimReading => {
  if (text.length > LONGEST_COMMENT) return NONE;
  const index = indexOf(shelf.items);
  const tokens = readTokens(normaliseClaim(text), index);
  if (tokens === null || !tokens.some(said)) return NONE;
  const pinned = shelf.pinned === null ? null : (index.byNumber.get(shelf.pinned) ?? null);
  return readParts(tokens, { shelf, index, pinned });
};

const MOST_RECALLED = 4000;
const LONGEST_RECALLED = 24;

/** `parseClaim`; a short comment that was read of this shelf before is not read again: half a room writes 3号+1. */
export const recallClaim = (text: string, shelf: ClaimShelf): ClaimReading => {
  if (text.length > LONGEST_RECALLED) return parseClaim(text, shelf);
  const { recalled } = indexOf(shelf.items);
  let readings = recalled.get(shelf.pinned);
  if (readings === undefined) {
    readings = new Map();
    recalled.set(shelf.pinned, readings);
  }
  const known = readings.get(text);
  if (known !== undefined) return known;
  if (readings.size >= MOST_RECALLED) readings.clear();
  const reading = parseClaim(text, shelf);
  readings.set(text, reading);
  return reading;
};

/**
 * What `text` asks of the shelf. A comment that names no product means the pinned one. Never throws; the work grows with the
 * comment's length alone, and one that is longer than any claim is none.
 */
export const readClaimComment = (text: string, shelf: ClaimShelf): ClaimReading =>
  lookAtChat(text, shelf.items).mayClaim ? recallClaim(text, shelf) : NONE;
