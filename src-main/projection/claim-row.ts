// Claims as rows: what was said, what it buys, what became of it and why.

import type { ClaimCart, ClaimRow, ClaimTopic, UnclearRow, Waitlist } from '../contract/claim-documents.ts';
import type { ClaimEntry, UnclearEntry } from '../core/claim-book.ts';
import { isInCart } from '../core/claim-book.ts';
import { toDisplayText } from '../core/display-text.ts';
import { totalOfLines } from '../core/order-book.ts';
import type { Room } from '../core/room.ts';
import { type Instant, instant, money, type OrderId, type VariantId } from '../core/units.ts';
import { titleOf } from './product-title.ts';
import { toViewerView } from './viewer-view.ts';

const TEXT_GRAPHEMES = 120;
const UNCLEAR_SHOWN = 50;
const CARTS_SHOWN = 500;

export const toClaimRow = (room: Room, entry: ClaimEntry): ClaimRow => {
  const { terms, at, state, why, short, orderId, expiresAt, place } = entry;
  return {
    key: terms.claimId,
    at,
    viewer: toViewerView(terms.viewer),
    source: terms.source,
    text: toDisplayText(terms.text, TEXT_GRAPHEMES),
    isComment: terms.eventId !== null,
    number: terms.number,
    variantId: terms.variantId,
    title: titleOf(room, terms.productId, terms.variantId) ?? terms.lines[0]?.title ?? '',
    quantity: terms.quantity,
    total: money(totalOfLines(terms.lines), room.show.currency),
    isDeal: terms.dealId !== null,
    state,
    why,
    short,
    orderId,
    expiresAt,
    place,
  };
};

const toUnclearRow = (room: Room, entry: UnclearEntry): UnclearRow => ({
  claimId: entry.claimId,
  at: entry.at,
  viewer: toViewerView(entry.viewer),
  text: toDisplayText(entry.text, TEXT_GRAPHEMES),
  why: entry.why,
  candidates: entry.candidates.map((each) => ({
    ...each,
    title: titleOf(room, each.productId, each.variantId) ?? '',
  })),
});

const toWaitlist = (room: Room, variantId: VariantId, entries: readonly ClaimEntry[]): Waitlist | null => {
  const [first] = entries;
  if (first === undefined) return null;
  return {
    variantId,
    number: first.terms.number,
    title: titleOf(room, first.terms.productId, variantId) ?? '',
    people: entries.length,
    units: entries.reduce((sum, { terms }) => sum + terms.quantity, 0),
  };
};

export const toClaimTopic = (room: Room): ClaimTopic => {
  const { sums, windows, unclear, waiting } = room.tally.claimBook;
  return {
    window: windows.get(null) ?? null,
    counts: { ...sums.states },
    unpaid: { units: sums.unpaidUnits, total: money(sums.unpaidMinor, room.show.currency) },
    unclear: [...unclear.values()].slice(0, UNCLEAR_SHOWN).map((entry) => toUnclearRow(room, entry)),
    unclearCount: unclear.size,
    waitlists: [...waiting].flatMap(([variantId, queue]) => toWaitlist(room, variantId, queue) ?? []),
  };
};

const earliest = (entries: readonly ClaimEntry[]): Instant | null => {
  const times = entries.flatMap(({ expiresAt }) => expiresAt ?? []);
  return times.length === 0 ? null : instant(Math.min(...times));
};

/** Carts with something in them; those to be paid first, the newest of them first. */
export const toClaimCarts = (room: Room, search: string): readonly ClaimCart[] => {
  const { claimBook } = room.tally;
  const carts = new Map<OrderId, ClaimEntry[]>();
  for (const entry of claimBook.entries.values()) {
    if (entry.orderId === null || (!isInCart(entry) && entry.state !== 'paid')) continue;
    const cart = carts.get(entry.orderId);
    if (cart === undefined) carts.set(entry.orderId, [entry]);
    else cart.push(entry);
  }
  const wanted = search.normalize('NFKC').trim().toLowerCase();
  return [...carts]
    .flatMap(([orderId, entries]): ClaimCart[] => {
      const [first] = entries;
      if (first === undefined || !first.terms.viewer.name.toLowerCase().includes(wanted)) return [];
      return [
        {
          orderId,
          viewer: toViewerView(first.terms.viewer),
          claims: entries.map((entry) => toClaimRow(room, entry)),
          total: money(
            entries.reduce((sum, { terms }) => sum + totalOfLines(terms.lines), 0),
            room.show.currency,
          ),
          isPaid: entries.every(({ state }) => state === 'paid'),
          expiresAt: earliest(entries),
        },
      ];
    })
    .reverse()
    .sort((a, b) => Number(a.isPaid) - Number(b.isPaid))
    .slice(0, CARTS_SHOWN);
};
