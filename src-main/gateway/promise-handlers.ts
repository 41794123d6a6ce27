// Requests about promises: what was said is kept as it stood then; one of an earlier show is settled in that show's own facts.

import { csvOf } from '../catalogue-files/table-writer.ts';
import { writeWholeFile } from '../catalogue-files/whole-file.ts';
import { Refusal } from '../contract/errors.ts';
import type { PromiseListDocument } from '../contract/promise-documents.ts';
import type { RouteParsed } from '../contract/routes.ts';
import { toDisplayText } from '../core/display-text.ts';
import { DESK_SOURCE } from '../core/fact.ts';
import type { PromiseFactBody, PromiseSubject, PromiseTerms } from '../core/promise.ts';
import { numberOf, type Room } from '../core/room.ts';
import { tidyLine } from '../core/script.ts';
import { type CommandId, money, type PromiseId, type ViewerId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { titleOf, titleOfLines } from '../projection/product-title.ts';
import { promiseColumns, toPromiseCells } from '../projection/promise-file.ts';
import { toPromiseRow } from '../projection/promise-topic.ts';
import type { KeptPromise } from '../store/promise-store.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type PromiseHandlers = Pick<Handlers, Extract<keyof Handlers, `promise.${string}`>>;

const ROWS_SHOWN = 500;
const MOST_WRITTEN = 100_000;
const NAME_GRAPHEMES = 40;

const notFound = (what: string): never => {
  throw new Refusal('not_found', `The show does not know that ${what}.`);
};

// ---- making ----

/** Known to the store, or by what they ordered or claimed here alone. */
const nameOfViewer = (desk: EngineDesk, viewerId: ViewerId): string => {
  const known = desk.store.viewer(viewerId)?.viewer.name;
  if (known !== undefined) return known;
  const { orders, claimBook } = desk.room().tally;
  const buyer =
    [...orders.orders.values()].find((entry) => entry.buyer.id === viewerId)?.buyer ??
    [...claimBook.entries.values()].find(({ terms }) => terms.viewer.id === viewerId)?.terms.viewer;
  return buyer === undefined ? notFound('viewer') : toDisplayText(buyer.name, NAME_GRAPHEMES);
};

const toSubject = (desk: EngineDesk, asked: RouteParsed<'promise.make'>['subject']): PromiseSubject => {
  const room: Room = desk.room();
  switch (asked.on) {
    case 'show':
      return asked;
    case 'product': {
      const { productId, variantId } = asked;
      const product = room.products.get(productId) ?? notFound('product');
      const isOwn = variantId === null || product.variants.some((variant) => variant.variantId === variantId);
      if (!isOwn) return notFound('variant');
      const title = variantId === null ? product.title : (titleOf(room, productId, variantId) ?? product.title);
      return { ...asked, number: numberOf(room, productId, variantId ?? undefined), title };
    }
    case 'deal': {
      const deal = room.deals.get(asked.dealId) ?? notFound('deal');
      const { dealId, productId, variantId } = deal;
      const title = titleOf(room, productId, variantId) ?? '';
      return { on: 'deal', dealId, productId, number: numberOf(room, productId, variantId), title };
    }
    case 'order': {
      const order = room.tally.orders.orders.get(asked.orderId) ?? notFound('order');
      return { ...asked, title: titleOfLines(room, order.lines) };
    }
    case 'viewer':
      return { ...asked, title: nameOfViewer(desk, asked.viewerId) };
  }
};

const toTerms = (desk: EngineDesk, input: RouteParsed<'promise.make'>): PromiseTerms => {
  const { kind, due, price, origin } = input;
  const text = tidyLine(input.text);
  if (text === '') throw new Refusal('bad_input', 'The promise has no words.');
  const isOfGoods = input.subject.on === 'product' || input.subject.on === 'deal';
  if (price !== null && (kind !== 'price' || !isOfGoods)) {
    throw new Refusal('bad_input', 'A price is promised of a product or a deal.');
  }
  if (due.when === 'explained' && !isOfGoods) {
    throw new Refusal('bad_input', 'Only a product is explained again.');
  }
  return {
    promiseId: newId<PromiseId>(),
    kind,
    text,
    subject: toSubject(desk, input.subject),
    due,
    price: price === null ? null : { ...price, price: money(price.minor, desk.room().show.currency) },
    origin,
  };
};

const make = (desk: EngineDesk, input: RouteParsed<'promise.make'>, caller: Caller): { promiseId: PromiseId } =>
  desk.decide(input.commandId, () => {
    const { phase } = desk.room().show;
    if (phase === 'draft') throw new Refusal('wrong_phase', 'Nothing is promised before a show.', { phase });
    const promise = toTerms(desk, input);
    return {
      facts: [{ type: 'promise.made', promise, by: caller.role }],
      value: { promiseId: promise.promiseId },
    };
  });

// ---- settling ----

type Settling = Exclude<PromiseFactBody, { readonly type: 'promise.made' }>;

/** The fact belongs to the show that the promise was made in, whichever is the current one now. */
const settle = (
  desk: EngineDesk,
  commandId: CommandId,
  promiseId: PromiseId,
  toFact: (promise: KeptPromise) => Settling,
): null =>
  desk.decide(commandId, (writes, now) => {
    const promise = desk.store.promise(promiseId);
    if (promise === null) throw new Refusal('not_found', 'There is no such promise.');
    const body = toFact(promise);
    if (promise.showId === desk.room().show.showId) return { facts: [body], value: null };
    writes.appendFacts(promise.showId, [{ source: DESK_SOURCE, eventId: `${commandId}:0`, at: now, body }], now);
    return { facts: [], value: null };
  });

const refuseSettled = ({ state }: KeptPromise): void => {
  if (state !== 'open') throw new Refusal('changed_meanwhile', 'The promise is settled already.', { state });
};

// ---- reading ----

const list = (desk: EngineDesk, { showId, state }: RouteParsed<'promise.list'>): PromiseListDocument => {
  const room = desk.room();
  const now = desk.clock();
  const found = desk.store.promises({ showId, state }, ROWS_SHOWN + 1);
  const phases = new Map(desk.store.shows().map((show) => [show.showId, show]));
  const withAny = new Set(desk.store.showsWithPromises());
  return {
    rows: found
      .slice(0, ROWS_SHOWN)
      .map((promise) => toPromiseRow(room, promise, phases.get(promise.showId)?.phase === 'ended', now)),
    shows: [...phases.values()]
      .filter((show) => withAny.has(show.showId))
      .map(({ showId: id, title, startedAt }) => ({ showId: id, title, startedAt })),
    isCut: found.length > ROWS_SHOWN,
  };
};

const PORTION = 500;

export const createPromiseHandlers = (desk: EngineDesk): PromiseHandlers => ({
  'promise.make': (input, caller) => make(desk, input, caller),
  'promise.keep': ({ commandId, promiseId, reason }, caller) =>
    settle(desk, commandId, promiseId, (promise) => {
      refuseSettled(promise);
      return { type: 'promise.kept', promiseId, reason: tidyLine(reason), by: caller.role };
    }),
  'promise.drop': ({ commandId, promiseId, reason }, caller) =>
    settle(desk, commandId, promiseId, (promise) => {
      refuseSettled(promise);
      const why = tidyLine(reason);
      if (why === '') throw new Refusal('bad_input', 'A promise is dropped for a reason.');
      return { type: 'promise.dropped', promiseId, reason: why, by: caller.role };
    }),
  'promise.reopen': ({ commandId, promiseId }, caller) =>
    settle(desk, commandId, promiseId, ({ state }) => {
      if (state === 'open') throw new Refusal('nothing_to_undo', 'The promise is open.');
      return { type: 'promise.reopened', promiseId, by: caller.role };
    }),
  'promise.list': (asked) => list(desk, asked),
  'promise.file': async ({ showId, state, language }) => {
    const promises = desk.store.promises({ showId, state }, MOST_WRITTEN).toReversed();
    const day = new Date(desk.clock()).toISOString().slice(0, 10);
    const file = desk.outgoing.make(`kongtai-promises-${day}.csv`);
    const rows = async function* () {
      for (let at = 0; at < promises.length; at += PORTION) {
        yield promises.slice(at, at + PORTION).map((promise) => toPromiseCells(promise, language));
      }
    };
    await writeWholeFile(file.path, csvOf(promiseColumns(language), rows(), { mayGuardIds: true }));
    return desk.outgoing.publish(file);
  },
});
