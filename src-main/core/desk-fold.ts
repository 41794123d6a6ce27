import { forgetTeller, meetTeller } from './audience.ts';
import { type ClaimFactBody, cartLines, foldClaim, isClaimFact } from './claim-fact.ts';
import { connectFeed, loseEvents, loseFeed, restartCoverage, standOf } from './coverage.ts';
import { holdOfDeal } from './deal-board.ts';
import { type DealFactBody, foldDeal, isDealFact } from './deal-fact.ts';
import { foldEmergency, isEmergencyFact } from './emergency.ts';
import type { DeskFactBody, Fact } from './fact.ts';
import { foldFulfilment, isFulfilmentFact } from './fulfilment-fact.ts';
import { foldMessage, isMessageFact } from './host-message.ts';
import { type CueFactBody, foldSheet, isCueFact, restartSheet } from './live-sheet.ts';
import { reviseOrder } from './order-book.ts';
import type { Product } from './product.ts';
import { foldPromise, isPromiseFact } from './promise.ts';
import { createTally, mark, numberOf, numbersOf, type Room, stockUp, toRoomProduct } from './room.ts';
import { platformOf } from './room-platform.ts';
import { addSale, createSalesRate } from './sell-out.ts';
import { isShowMove, moveShow, type ShowMove } from './show.ts';
import type { Instant, ProductId, VariantId } from './units.ts';

// ---- the show ----

const endPin = (room: Room, at: Instant): void => {
  const open = room.tally.segments.at(-1);
  if (open !== undefined && open.endedAt === null) open.endedAt = at;
  room.pin = null;
};

const startPin = (room: Room, productId: ProductId, variantId: VariantId, at: Instant): void => {
  room.pin = { productId, variantId, startedAt: at, rate: createSalesRate(at) };
  room.tally.segments.push({ productId, variantId, startedAt: at, endedAt: null, gmvMinor: 0, units: 0 });
  mark(room, at, 'pin', numberOf(room, productId, variantId));
};

/** A show (or a rehearsal) begins with clean figures; what is pinned stays so, from now on. */
const beginAnew = (room: Room, at: Instant | null): void => {
  const { pin } = room;
  room.sheet = restartSheet(room.sheet, room.plan.cues);
  room.numbers = numbersOf(room.sheet.cues);
  room.tally = createTally(room.show.currency, at, room.tally);
  for (const source of room.coverage.feeds.keys())
    if (standOf(room.coverage, source) === 'aside') forgetTeller(room.tally.audience, source);
  for (const variant of room.variants.values()) {
    // Not what was folded: other shows and the catalogue have sold and counted since.
    variant.stock = room.plan.stock.get(variant.variantId) ?? variant.stock;
    variant.stockAtStart = variant.stock;
  }
  room.pin = null;
  if (at === null) return;
  restartCoverage(room.coverage, at);
  if (pin !== null) startPin(room, pin.productId, pin.variantId, at);
};

const foldMove = (room: Room, move: ShowMove, at: Instant): void => {
  room.show = moveShow(room.show, move, at);
  switch (move) {
    case 'show.rehearsed':
    case 'show.started':
      beginAnew(room, at);
      break;
    case 'show.reset':
      beginAnew(room, null);
      break;
    case 'show.paused':
      mark(room, at, 'pause', null);
      break;
    case 'show.resumed':
      mark(room, at, 'resume', null);
      break;
    case 'show.ended':
      endPin(room, at);
      break;
  }
};

// ---- what the desk and the engine say ----

const setStock = (room: Room, variantId: VariantId, stock: number): void => {
  const variant = room.variants.get(variantId);
  if (variant !== undefined) variant.stock = stock;
};

const foldStock = (
  room: Room,
  body: Extract<DeskFactBody, { type: 'stock.taken' | 'stock.released' }>,
  at: Instant,
): void => {
  setStock(room, body.variantId, body.left);
  const quantity = body.type === 'stock.taken' ? body.quantity : -body.quantity;
  if (room.pin !== null && room.pin.variantId === body.variantId && quantity > 0) addSale(room.pin.rate, at, quantity);
  if (body.dealId !== null) holdOfDeal(room.tally.board, body.dealId, { ...body, quantity });
};

const foldShort = (room: Room, body: Extract<DeskFactBody, { type: 'stock.short' }>): void => {
  setStock(room, body.variantId, body.left);
  room.tally.shorts.push(body);
  const entry = room.tally.orders.orders.get(body.orderId);
  if (entry !== undefined) entry.short ??= body.why;
};

const foldDealFact = (room: Room, body: DealFactBody, at: Instant): void => {
  if (!foldDeal(room.tally.board, body, at)) return;
  if (body.type === 'deal.opened') markDeal(room, body.dealId, at, 'deal');
  if (body.type === 'deal.ended') markDeal(room, body.dealId, at, 'deal_end');
};

const markDeal = (room: Room, dealId: string, at: Instant, kind: 'deal' | 'deal_end'): void => {
  const deal = room.deals.get(dealId);
  if (deal !== undefined) mark(room, at, kind, numberOf(room, deal.productId, deal.variantId));
};

/** What was put on a sheet that is on air is stocked as it was then; what the room has already, it knows better. */
const foldCue = (room: Room, body: CueFactBody): void => {
  if (body.type === 'cue.inserted' && !room.variants.has(body.cue.variantId)) {
    const { productId } = body.product;
    const { variants, ...product } = toRoomProduct(body.product);
    const known = variants.map((variant) => room.variants.get(variant.variantId) ?? variant);
    const others = [...room.products.values()].filter((each) => each.productId !== productId);
    Object.assign(room, stockUp([...others, { ...product, variants: known }]));
  }
  room.sheet = foldSheet(room.sheet, body);
  room.numbers = numbersOf(room.sheet.cues);
};

/** What is left of each variant the room knows better than an edit of its words and prices. */
const foldProduct = (room: Room, product: Product): void => {
  if (!room.products.has(product.productId)) return;
  const fresh = toRoomProduct(product);
  const variants = fresh.variants.map((variant) => {
    const { stock, stockAtStart } = room.variants.get(variant.variantId) ?? variant;
    return { ...variant, stock, stockAtStart };
  });
  const changed = { ...fresh, variants };
  const products = [...room.products.values()];
  Object.assign(room, stockUp(products.map((each) => (each.productId === product.productId ? changed : each))));
};

const foldClaims = (room: Room, body: ClaimFactBody, at: Instant): void => {
  const { claimBook, orders } = room.tally;
  for (const orderId of foldClaim(claimBook, body, at)) reviseOrder(orders, orderId, cartLines(claimBook, orderId));
};

/** What a person at a desk, the engine or the link to a room made true. */
export const foldDesk = (room: Room, fact: Fact, body: DeskFactBody): void => {
  const { at, source } = fact;
  if (isDealFact(body)) {
    foldDealFact(room, body, at);
    return;
  }
  if (isClaimFact(body)) {
    foldClaims(room, body, at);
    return;
  }
  if (isCueFact(body)) {
    foldCue(room, body);
    return;
  }
  if (isFulfilmentFact(body)) {
    foldFulfilment(room.tally.orders, body, at);
    return;
  }
  if (isMessageFact(body)) {
    foldMessage(room.messages, body, at);
    return;
  }
  if (isPromiseFact(body)) {
    foldPromise(room.tally.promises, body, at);
    return;
  }
  if (isEmergencyFact(body)) {
    foldEmergency(room.tally.emergencies, body, at);
    return;
  }
  if (isShowMove(body.type)) {
    foldMove(room, body.type, at);
    return;
  }
  switch (body.type) {
    case 'source.connected':
      room.clockOffsets.set(source, body.clockOffsetMs);
      meetTeller(room.tally.audience, source, { name: body.name, platform: platformOf(body.kind) }, at);
      if (body.isSameLink === true) break;
      connectFeed(room.coverage, source, at, { reads: body.reads ?? null, memory: body.memory ?? 'numbered' });
      break;
    case 'source.resumed':
      connectFeed(room.coverage, source, at);
      break;
    case 'source.lost':
      loseFeed(room.coverage, source, at, { isOnPurpose: body.reason === 'off', knownAt: body.knownAt });
      break;
    case 'source.stalled':
      loseFeed(room.coverage, source, at, { isOnPurpose: false, knownAt: body.knownAt });
      break;
    case 'source.gap':
      loseEvents(room.coverage, source, body.lastAt ?? room.show.startedAt ?? at);
      break;
    case 'product.pinned':
      endPin(room, at);
      startPin(room, body.productId, body.variantId, at);
      break;
    case 'product.unpinned':
      endPin(room, at);
      mark(room, at, 'unpin', numberOf(room, body.productId));
      break;
    case 'stock.taken':
    case 'stock.released':
      foldStock(room, body, at);
      break;
    case 'stock.short':
      foldShort(room, body);
      break;
    case 'stock.set':
      setStock(room, body.variantId, body.available);
      break;
    case 'product.changed':
      foldProduct(room, body.product);
      break;
    case 'correction.posted':
      room.correction = { text: body.text, since: at };
      break;
    case 'correction.withdrawn':
      room.correction = null;
      break;
    case 'question.settled':
      room.tally.questions.delete(body.questionKey);
  }
};
