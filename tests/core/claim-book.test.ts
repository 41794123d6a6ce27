// The claim book: whatever comes in whichever order, nobody is served twice, no place in line is lost, no cart forgets a line.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLAIM_ENDS,
  type Claimant,
  type ClaimBook,
  type ClaimEntry,
  type ClaimFate,
  type ClaimTerms,
  claimObjection,
  claimsBy,
  claimsIn,
  createClaimBook,
  draftOf,
  isInCart,
  openCartOf,
  payClaims,
  pendingClaimOf,
  unitsHeldBy,
  windowFor,
} from '../../src-main/core/claim-book.ts';
import { type ClaimFactBody, cartLines, foldClaim } from '../../src-main/core/claim-fact.ts';
import { type ClaimRules, DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import type { Viewer } from '../../src-main/core/live-event.ts';
import { totalOfLines } from '../../src-main/core/order-book.ts';
import {
  type ClaimId,
  type DealId,
  type Instant,
  instant,
  money,
  type OrderId,
  type ProductId,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';

const NOON = instant(1_700_000_000_000);
const at = (seconds: number): Instant => instant(NOON + seconds * 1000);

const claimant = (n: number, rest: Partial<Viewer> = {}): Claimant => ({
  source: 'room' as SourceId,
  viewer: { id: `u${n}` as ViewerId, name: `观众${n}`, ...rest },
});
const variant = (n: number): VariantId => `v${n}` as VariantId;
const claimId = (n: number): ClaimId => `c${n}` as ClaimId;
const orderId = (n: number): OrderId => `o${n}` as OrderId;

interface Asked {
  readonly claim: number;
  readonly viewer?: number;
  readonly variant?: number;
  readonly quantity?: number;
}

const terms = ({ claim, viewer = 1, variant: of = 1, quantity = 1 }: Asked): ClaimTerms => ({
  ...claimant(viewer),
  claimId: claimId(claim),
  text: '',
  eventId: null,
  productId: `p${of}` as ProductId,
  variantId: variant(of),
  number: of,
  quantity,
  dealId: null,
  lines: [
    {
      productId: `p${of}` as ProductId,
      variantId: variant(of),
      title: `商品${of}`,
      quantity,
      unitPrice: money(1000 * of, 'CNY'),
    },
  ],
});

const reserved = (order: number, expires = 600): ClaimFate => ({
  state: 'reserved',
  orderId: orderId(order),
  expiresAt: at(expires),
});
const WAITING: ClaimFate = { state: 'waiting', why: 'sold_out' };

const made = (asked: Asked, fate: ClaimFate): ClaimFactBody => ({ type: 'claim.made', claim: terms(asked), fate });
const bookOf = (...facts: readonly ClaimFactBody[]): ClaimBook => {
  const book = createClaimBook();
  for (const [second, body] of facts.entries()) foldClaim(book, body, at(second));
  return book;
};
const entryOf = (book: ClaimBook, n: number): ClaimEntry => {
  const entry = book.entries.get(claimId(n));
  if (entry === undefined) throw new Error(`no claim ${n}`);
  return entry;
};
const line = (book: ClaimBook, of = 1): readonly string[] =>
  (book.waiting.get(variant(of)) ?? []).map((entry) => entry.terms.claimId);

describe('rules', () => {
  const rules = (part: Partial<ClaimRules>): ClaimRules => ({ ...DEFAULT_CLAIM_RULES, ...part });
  const HELD: ClaimFactBody = made({ claim: 1, quantity: 2 }, reserved(1));
  const OVER: ClaimFactBody = { type: 'claim.ended', claimId: claimId(1), as: 'expired', cause: 'engine' };

  it.each<[string, Partial<ClaimRules>, Partial<Viewer>, number, readonly ClaimFactBody[], string | null]>([
    ['everyone may', {}, {}, 9, [], null],
    ['a follower among followers', { audience: 'followers' }, { isFollower: true }, 1, [], null],
    ['no follower', { audience: 'followers' }, { isFollower: false }, 1, [], 'not_follower'],
    ['a room that does not tell followers', { audience: 'followers' }, { isMember: true }, 1, [], 'audience_unknown'],
    ['a member among members', { audience: 'members' }, { isMember: true }, 1, [], null],
    ['no member', { audience: 'members' }, { isMember: false }, 1, [], 'not_member'],
    ['a room that does not tell members', { audience: 'members' }, { isFollower: true }, 1, [], 'audience_unknown'],
    ['exactly the limit', { perBuyer: 3 }, {}, 3, [], null],
    ['over the limit at once', { perBuyer: 3 }, {}, 4, [], 'per_buyer'],
    ['over the limit with what is kept', { perBuyer: 3 }, {}, 2, [HELD], 'per_buyer'],
    ['up to the limit with what is kept', { perBuyer: 3 }, {}, 1, [HELD], null],
    ['what expired counts no more', { perBuyer: 3 }, {}, 3, [HELD, OVER], null],
    ['one a person, first', { isOnePerPerson: true }, {}, 1, [], null],
    ['one a person, two at once', { isOnePerPerson: true }, {}, 2, [], 'one_per_person'],
    ['one a person, again', { isOnePerPerson: true }, {}, 1, [HELD], 'one_per_person'],
    ['one a person, waiting for one', { isOnePerPerson: true }, {}, 1, [made({ claim: 1 }, WAITING)], 'one_per_person'],
    ['one a person, after the first is over', { isOnePerPerson: true }, {}, 1, [HELD, OVER], null],
  ])('%s: would be answered wrongly', (_name, part, who, quantity, before, expected) => {
    const asked = { ...claimant(1, who), variantId: variant(1), quantity };
    expect(claimObjection(bookOf(...before), { rules: rules(part), closedAt: null }, asked, null)).toBe(expected);
  });

  it.each(['refuse', 'waitlist'] as const)('a late claim would not %s', (afterClose) => {
    const asked = { ...claimant(1), variantId: variant(1), quantity: 1 };
    const window = { rules: rules({ afterClose }), closedAt: at(9) };
    expect(claimObjection(bookOf(), window, asked, null)).toBe(afterClose === 'refuse' ? 'closed' : null);
  });

  it('a correction would be counted against itself', () => {
    const book = bookOf(HELD);
    const asked = { ...claimant(1), variantId: variant(1), quantity: 3 };
    const window = { rules: rules({ perBuyer: 3 }), closedAt: null };
    expect(claimObjection(book, window, asked, claimId(1))).toBeNull();
    expect(claimObjection(book, window, asked, null)).toBe('per_buyer');
  });

  it('a deal’s own window would give way to the show’s, or stand where there is none', () => {
    const deal = 'd1' as DealId;
    const book = bookOf({ type: 'claims.opened', dealId: null, rules: rules({}) });
    expect(windowFor(book, deal)?.rules.perBuyer).toBeNull();
    foldClaim(book, { type: 'claims.opened', dealId: deal, rules: rules({ perBuyer: 1 }) }, at(1));
    expect(windowFor(book, deal)?.rules.perBuyer).toBe(1);
    expect(windowFor(book, null)?.rules.perBuyer).toBeNull();
    expect(windowFor(bookOf(), null)).toBeNull();
  });

  it('a second close would move the time of the first', () => {
    const book = bookOf({ type: 'claims.opened', dealId: null, rules: rules({}) });
    foldClaim(book, { type: 'claims.closed', dealId: null }, at(5));
    foldClaim(book, { type: 'claims.closed', dealId: null }, at(9));
    expect(windowFor(book, null)?.closedAt).toBe(at(5));
  });

  it('the next show would begin with claims closed, or with the last one’s claims', () => {
    const book = bookOf({ type: 'claims.opened', dealId: null, rules: rules({ perBuyer: 2 }) }, HELD);
    const next = createClaimBook(book);
    expect(windowFor(next, null)?.rules.perBuyer).toBe(2);
    expect(next.entries.size).toBe(0);
    foldClaim(book, { type: 'claims.closed', dealId: null }, at(9));
    expect(windowFor(createClaimBook(book), null)).toBeNull();
  });
});

describe('a cart', () => {
  it('would take the stock of a cart that is already paid', () => {
    const book = bookOf(made({ claim: 1 }, reserved(1)));
    expect(openCartOf(book, claimant(1), 'reserved')).toBe(orderId(1));
    payClaims(book, orderId(1));
    expect(openCartOf(book, claimant(1), 'reserved')).toBeNull();
  });

  it('would mix what is kept with what goes to the first payer', () => {
    const book = bookOf(made({ claim: 1 }, { state: 'claimed', orderId: orderId(1) }));
    expect(openCartOf(book, claimant(1), 'reserved')).toBeNull();
    expect(openCartOf(book, claimant(1), 'claimed')).toBe(orderId(1));
  });

  it('would be another viewer’s whose id is the same in another room', () => {
    const book = bookOf(made({ claim: 1 }, reserved(1)));
    const other: Claimant = { ...claimant(1), source: 'other' as SourceId };
    expect(claimsBy(book, other)).toEqual([]);
    expect(openCartOf(book, other, 'reserved')).toBeNull();
  });

  it('would lose a line that moves on to the next cart, or keep it in both', () => {
    const book = bookOf(made({ claim: 1 }, reserved(1)), made({ claim: 2, variant: 2 }, reserved(1)));
    expect(cartLines(book, orderId(1)).map(({ title }) => title)).toEqual(['商品1', '商品2']);
    foldClaim(book, { type: 'claim.moved', claimId: claimId(2), orderId: orderId(2) }, at(3));
    expect(cartLines(book, orderId(1)).map(({ title }) => title)).toEqual(['商品1']);
    expect(cartLines(book, orderId(2)).map(({ title }) => title)).toEqual(['商品2']);
  });

  it('would name too few carts whose lines have changed', () => {
    const book = bookOf(made({ claim: 1 }, reserved(1)));
    const moved = foldClaim(book, { type: 'claim.moved', claimId: claimId(1), orderId: orderId(2) }, at(1));
    expect(moved).toEqual([orderId(1), orderId(2)]);
    const ended: ClaimFactBody = { type: 'claim.ended', claimId: claimId(1), as: 'expired', cause: 'engine' };
    expect(foldClaim(book, ended, at(2))).toContain(orderId(2));
  });
});

describe('the line', () => {
  it('would send one who comes back after a promotion that fell through to its end', () => {
    const book = bookOf(made({ claim: 1 }, WAITING), made({ claim: 2, viewer: 2 }, WAITING));
    foldClaim(book, { type: 'claim.changed', claim: terms({ claim: 1 }), fate: reserved(1), cause: 'engine' }, at(2));
    expect(line(book)).toEqual(['c2']);
    foldClaim(book, { type: 'claim.changed', claim: terms({ claim: 1 }), fate: WAITING, cause: 'engine' }, at(3));
    expect(line(book)).toEqual(['c1', 'c2']);
  });

  it('would be kept for the old variant after a change to another', () => {
    const book = bookOf(made({ claim: 1 }, WAITING));
    const claim = terms({ claim: 1, variant: 2 });
    foldClaim(book, { type: 'claim.changed', claim, fate: WAITING, cause: 'desk' }, at(1));
    expect([line(book, 1), line(book, 2)]).toEqual([[], ['c1']]);
  });

  it('would hold a second comment for a claim of its own', () => {
    const book = bookOf(made({ claim: 1 }, WAITING));
    expect(pendingClaimOf(book, claimant(1), variant(1))?.terms.claimId).toBe('c1');
    expect(pendingClaimOf(book, claimant(1), variant(2))).toBeNull();
    expect(pendingClaimOf(book, claimant(2), variant(1))).toBeNull();
  });
});

describe('unclear ones', () => {
  it('would stay after they were settled', () => {
    const book = bookOf({
      type: 'claim.unclear',
      claimId: claimId(1),
      claimant: claimant(1),
      text: '要红的',
      eventId: 'e1',
      why: 'which_product',
      candidates: [],
    });
    expect([...book.unclear.values()]).toMatchObject([{ text: '要红的', why: 'which_product', at: at(0) }]);
    foldClaim(book, { type: 'claim.cleared', claimId: claimId(1) }, at(1));
    expect(book.unclear.size).toBe(0);
  });
});

// ---- whatever comes, in whichever order ----

const ids = fc.integer({ min: 1, max: 6 });
const fate: fc.Arbitrary<ClaimFate> = fc.oneof(
  fc
    .record({ order: ids, expires: fc.integer({ min: 1, max: 999 }) })
    .map(({ order, expires }) => reserved(order, expires)),
  ids.map((order): ClaimFate => ({ state: 'claimed', orderId: orderId(order) })),
  fc.constantFrom<ClaimFate>(WAITING, { state: 'waiting', why: 'closed' }, { state: 'refused', why: 'per_buyer' }),
);

type Step =
  | {
      readonly kind: 'make' | 'change';
      readonly claim: number;
      readonly fate: ClaimFate;
      readonly asked: Omit<Asked, 'claim'>;
    }
  | { readonly kind: 'end'; readonly claim: number; readonly as: (typeof CLAIM_ENDS)[number] }
  | { readonly kind: 'move'; readonly claim: number; readonly order: number }
  | { readonly kind: 'pay'; readonly order: number };

const asked = fc.record({
  viewer: ids,
  variant: fc.integer({ min: 1, max: 2 }),
  quantity: fc.integer({ min: 1, max: 9 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('make' as const, 'change' as const), claim: ids, fate, asked }),
  fc.record({ kind: fc.constant('end' as const), claim: ids, as: fc.constantFrom(...CLAIM_ENDS) }),
  fc.record({ kind: fc.constant('move' as const), claim: ids, order: ids }),
  fc.record({ kind: fc.constant('pay' as const), order: ids }),
);

/** No two viewers ever have carts of one id. */
const cartOf = ({ viewer }: Claimant, order: OrderId): OrderId => `${order}-of-${viewer.id}` as OrderId;
const fateOf = (owner: Claimant, said: ClaimFate): ClaimFate =>
  'orderId' in said ? { ...said, orderId: cartOf(owner, said.orderId) } : said;

/** As the counter would: a claim is made once, changed and moved only while it is pending, and its cart is one viewer's. */
const carryOut = (book: ClaimBook, one: Step, second: number): void => {
  const known = 'claim' in one ? book.entries.get(claimId(one.claim)) : undefined;
  const isPending = known !== undefined && ['reserved', 'claimed', 'waiting'].includes(known.state);
  switch (one.kind) {
    case 'make': {
      if (known !== undefined) return;
      const claim = terms({ ...one.asked, claim: one.claim });
      foldClaim(book, { type: 'claim.made', claim, fate: fateOf(claim, one.fate) }, at(second));
      return;
    }
    case 'change': {
      if (known === undefined || !isPending) return;
      const claim = { ...known.terms, quantity: one.asked.quantity ?? 1 };
      foldClaim(book, { type: 'claim.changed', claim, fate: fateOf(claim, one.fate), cause: 'desk' }, at(second));
      return;
    }
    case 'end':
      if (!isPending) return;
      foldClaim(book, { type: 'claim.ended', claimId: claimId(one.claim), as: one.as, cause: 'desk' }, at(second));
      return;
    case 'move':
      if (known?.orderId === null || known === undefined || !isPending) return;
      foldClaim(
        book,
        { type: 'claim.moved', claimId: claimId(one.claim), orderId: cartOf(known.terms, orderId(one.order)) },
        at(second),
      );
      return;
    case 'pay':
      for (const each of [1, 2, 3, 4, 5, 6]) payClaims(book, cartOf(claimant(each), orderId(one.order)));
  }
};

const run = (steps: readonly Step[], book: ClaimBook = createClaimBook()): ClaimBook => {
  for (const [second, one] of steps.entries()) carryOut(book, one, second);
  return book;
};

describe('whatever comes', () => {
  it('the waiting ones are exactly those in the lines, in the order in which they were made', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = run(steps);
        for (const [variantId, queue] of book.waiting) {
          const wanted = [...book.entries.values()]
            .filter((entry) => entry.state === 'waiting' && entry.terms.variantId === variantId)
            .sort((a, b) => a.place - b.place);
          expect(queue).toEqual(wanted);
        }
        const inLines = [...book.waiting.values()].flat().length;
        expect(inLines).toBe([...book.entries.values()].filter(({ state }) => state === 'waiting').length);
      }),
    );
  });

  it('each unpaid or paid claim lies in exactly one cart, and carts have only their viewer’s', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = run(steps);
        const inCarts = [...book.carts.keys()].flatMap((order) =>
          claimsIn(book, order).map((entry) => entry.terms.claimId),
        );
        const held = [...book.entries.values()]
          .filter(({ state }) => state === 'reserved' || state === 'claimed' || state === 'paid')
          .map((entry) => entry.terms.claimId);
        expect([...inCarts].sort()).toEqual([...held].sort());
        for (const order of book.carts.keys()) {
          expect(new Set(claimsIn(book, order).map((entry) => entry.terms.viewer.id)).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('the units that a viewer holds are those of the lines in their carts', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), ids, (steps, viewer) => {
        const book = run(steps);
        const lines = [...book.carts.keys()]
          .filter((order) => claimsIn(book, order)[0]?.terms.viewer.id === `u${viewer}`)
          .flatMap((order) => claimsIn(book, order));
        for (const of of [1, 2]) {
          const wanted = lines
            .filter((entry) => entry.terms.variantId === variant(of))
            .reduce((sum, entry) => sum + entry.terms.quantity, 0);
          expect(unitsHeldBy(book, claimant(viewer), variant(of))).toBe(wanted);
        }
      }),
    );
  });

  it('the sums kept beside the claims are those of all claims, and the newest are the last that were made', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = run(steps);
        const all = [...book.entries.values()];
        const inCarts = all.filter(isInCart);
        for (const [state, count] of Object.entries(book.sums.states))
          expect(count).toBe(all.filter((entry) => entry.state === state).length);
        expect(book.sums.unpaidUnits).toBe(inCarts.reduce((sum, { terms }) => sum + terms.quantity, 0));
        expect(book.sums.unpaidMinor).toBe(inCarts.reduce((sum, { terms }) => sum + totalOfLines(terms.lines), 0));
        expect(book.newest).toEqual(all);
      }),
    );
  });

  it('a draft decides as the book would, and leaves the book as it is', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(step, { maxLength: 10 }), ids, (steps, more, viewer) => {
        const book = run(steps);
        const before = structuredClone(book.entries);
        const draft = draftOf(book);
        for (let each = 1; each <= 6; each += 1) draft.bring(claimant(each));
        run(more, draft.book);
        expect(book.entries).toEqual(before);
        const real = run(more, book);
        expect(claimsBy(draft.book, claimant(viewer))).toEqual(claimsBy(real, claimant(viewer)));
        expect(entryCount(draft.book)).toBe(entryCount(real));
      }),
    );
  });
});

const entryCount = (book: ClaimBook): number => book.entries.size;

it('what is over would be told as if it were still kept', () => {
  const book = bookOf(made({ claim: 1 }, reserved(1)), {
    type: 'claim.ended',
    claimId: claimId(1),
    as: 'expired',
    cause: 'engine',
  });
  expect(entryOf(book, 1)).toMatchObject({ state: 'expired', expiresAt: null, why: null });
});
