// Requests about orders: a show's with their matches, decisions about them, orders by hand, and imports of their files.

import { Refusal } from '../contract/errors.ts';
import type { ImportOutcome } from '../contract/import-documents.ts';
import { MOST_DECISIONS } from '../contract/order-limits.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { OrderLine, RoomOrder } from '../core/live-event.ts';
import { type OrderEntry, splitByLine, totalOfLines } from '../core/order-book.ts';
import type { PlatformOrder } from '../core/platform-order.ts';
import type { OrderMatch } from '../core/reconcile.ts';
import type { ShowOrders } from '../core/show-orders.ts';
import { type CommandId, type Instant, money, type OrderId, type ViewerId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { writeOrders } from '../order-files/write-orders.ts';
import type { ReadyOrders } from '../order-import.ts';
import { changesOf } from '../order-import-plan.ts';
import { paidLinesOf } from '../projection/paid-lines.ts';
import type { Writes } from '../store/store.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import type { StandingOrders } from './order-desk.ts';

type OrderHandlers = Pick<
  Handlers,
  | 'order.list'
  | 'order.decide'
  | 'order.acceptProposals'
  | 'order.undoDecision'
  | 'order.create'
  | 'order.pay'
  | 'order.cancel'
  | 'order.refund'
  | 'order.export'
  | 'orderImport.begin'
  | 'orderImport.chunk'
  | 'orderImport.open'
  | 'orderImport.table'
  | 'orderImport.preview'
  | 'orderImport.apply'
  | 'orderImport.close'
  | 'orderImport.refusedFile'
  | 'orderImport.list'
  | 'orderImport.undo'
>;

const IMPORTS_SHOWN = 50;

// ---- orders by hand ----

const lineOf = (desk: EngineDesk, said: RouteParsed<'order.create'>['lines'][number]): OrderLine => {
  const { show, products } = desk.room();
  const product = products.get(said.productId);
  const variant = product?.variants.find(({ variantId }) => variantId === said.variantId);
  if (product === undefined || variant === undefined) {
    throw new Refusal('not_found', 'That product is not on the run sheet.');
  }
  return {
    productId: said.productId,
    variantId: said.variantId,
    title: `${product.title} ${variant.title}`.trim(),
    quantity: said.quantity,
    unitPrice: money(said.unitMinor, show.currency),
  };
};

const totalOf = (lines: readonly OrderLine[], currency: string) => {
  const minor = totalOfLines(lines);
  if (!Number.isSafeInteger(minor)) throw new Refusal('bad_input', 'The order is too large.');
  return money(minor, currency);
};

const createOrder = (desk: EngineDesk, input: RouteParsed<'order.create'>): { readonly orderId: OrderId } =>
  desk.decide(input.commandId, () => {
    const { show } = desk.room();
    if (show.phase !== 'live') {
      throw new Refusal('wrong_phase', 'An order belongs to a show that is on air.', { phase: show.phase });
    }
    const lines = input.lines.map((said) => lineOf(desk, said));
    const order: RoomOrder = {
      id: newId<OrderId>(),
      lines,
      total: totalOf(lines, show.currency),
      buyer: { id: `desk:${input.commandId}` as ViewerId, name: input.buyer },
      ...(input.note === '' ? {} : { note: input.note }),
    };
    return {
      facts: [{ type: 'order.created', order }, ...(input.isPaid ? [{ type: 'order.paid' as const, order }] : [])],
      value: { orderId: order.id },
    };
  });

const toRoomOrder = ({ orderId, lines, totalMinor, currency, buyer }: OrderEntry): RoomOrder => ({
  id: orderId,
  lines,
  total: money(totalMinor, currency),
  buyer,
});

/** What a room says of its orders is not the desk's to say; a cart changes by its claims until it is paid. */
const ownEntry = (desk: EngineDesk, show: ShowOrders, orderId: OrderId): OrderEntry => {
  const entry = show.orders.find((each) => each.orderId === orderId);
  if (entry === undefined) throw new Refusal('not_found', 'There is no such order.');
  const isOpenCart = entry.paidAt === null && show.carts.includes(orderId);
  if (!desk.store.deskOrdersOf(show.showId).includes(orderId) || isOpenCart) {
    throw new Refusal('not_allowed', 'Only orders by hand are changed here.');
  }
  return entry;
};

const refuse = (state: string): never => {
  throw new Refusal('wrong_phase', `The order is ${state}.`, { phase: state });
};

// ---- files ----

const takeOver = (
  desk: EngineDesk,
  writes: Writes,
  { name, plan, mapping }: ReadyOrders,
  about: { readonly importId: CommandId; readonly by: string; readonly at: Instant },
): ImportOutcome => {
  if (mapping !== null) writes.keepOrderMapping(mapping.signature, mapping.columns, about.at);
  const changes = changesOf(plan);
  if (changes.length === 0) return { editId: null, created: 0, changed: 0 };
  const { create: created, change: changed } = plan.counts;
  const { platform } = plan;
  if (!writes.importOrders({ ...about, name, platform, created, changed }, changes)) {
    throw new Refusal('changed_meanwhile', 'Orders have changed since they were compared.');
  }
  const paid = paidLinesOf(
    desk.store,
    changes.map(({ after }) => after),
  );
  writes.notePaid(about.importId, paid);
  return { editId: about.importId, created, changed };
};

/** An order that no platform has told of, in the shape of those that one has. */
const toPlatformShape = (entry: OrderEntry): PlatformOrder => {
  const { orderId, buyer, currency, at, paidAt, isCancelled } = entry;
  const paid = splitByLine(entry, entry.totalMinor);
  return {
    platform: 'kongtai',
    orderId,
    otherIds: [],
    buyerName: buyer.name,
    buyerId: buyer.id,
    currency,
    createdAt: at,
    paidAt,
    isPaid: paidAt !== null,
    isCancelled,
    totalMinor: entry.totalMinor,
    shippingMinor: 0,
    refundedMinor: paidAt === null ? 0 : entry.refundedMinor,
    lines: entry.lines.map(({ title, variantId, quantity }, index) => ({
      lineId: '',
      title,
      variantTitle: '',
      sku: '',
      itemId: variantId,
      quantity,
      paidMinor: paid[index] ?? 0,
      platformDiscountMinor: 0,
      shopDiscountMinor: 0,
      refundedMinor: null,
    })),
    hasOwnLines: true,
  };
};

/** A platform's word where there is one, else the room's. */
const ordersToWrite = ({ show, reconciliation }: StandingOrders): readonly PlatformOrder[] => {
  const matches = new Map<OrderId, OrderMatch>(reconciliation.matches.map((match) => [match.entry.orderId, match]));
  return [
    ...show.orders.map((entry) => matches.get(entry.orderId)?.order ?? toPlatformShape(entry)),
    ...reconciliation.ofShow,
  ];
};

export const createOrderHandlers = (desk: EngineDesk): OrderHandlers => {
  const { orders, orderImports, outgoing } = desk;

  const apply = ({ commandId, uploadId }: RouteParsed<'orderImport.apply'>, caller: Caller): ImportOutcome => {
    const isRepeat = desk.store.replyTo(commandId) !== null;
    const ready = isRepeat ? null : orderImports.prepare(uploadId);
    try {
      const outcome = desk.decide(commandId, (writes, at) => {
        if (ready === null) throw new Refusal('not_found', 'This import has been given up.');
        return { facts: [], value: takeOver(desk, writes, ready, { importId: commandId, by: caller.role, at }) };
      });
      orderImports.applied(outcome);
      return outcome;
    } catch (fault) {
      orderImports.notApplied(fault instanceof Refusal && fault.code === 'changed_meanwhile');
      throw fault;
    }
  };

  return {
    'order.list': (ask) => orders.list(ask),
    'order.decide': ({ commandId, showId, decisions }, caller) =>
      desk.decide(commandId, (writes, at) => {
        for (const { platform, orderId } of decisions) {
          if (desk.store.platformOrder(platform, orderId) === null) {
            throw new Refusal('not_found', 'There is no such order.');
          }
        }
        writes.decideOrders({ decisionId: commandId, showId, by: caller.role, at }, decisions);
        return { facts: [], value: { decisionId: commandId, count: decisions.length } };
      }),
    'order.acceptProposals': async ({ commandId, showId, atLeast }, caller) => {
      const { reconciliation } = await orders.of(showId);
      return desk.decide(commandId, (writes, at) => {
        const sure = reconciliation.proposals
          .filter(({ confidence, rivals }) => confidence >= atLeast && rivals === 0)
          .slice(0, MOST_DECISIONS)
          .map(({ order, entry }) => ({
            platform: order.platform,
            orderId: order.orderId,
            verdict: entry === null ? ('of_show' as const) : ('matched' as const),
            roomOrderId: entry?.orderId ?? null,
          }));
        writes.decideOrders({ decisionId: commandId, showId, by: caller.role, at }, sure);
        return { facts: [], value: { decisionId: commandId, count: sure.length } };
      });
    },
    'order.undoDecision': ({ commandId, decisionId }) =>
      desk.decide(commandId, (writes, at) => {
        if (!writes.undoDecision(decisionId, at)) throw new Refusal('nothing_to_undo', 'It has been undone already.');
        return { facts: [], value: null };
      }),

    'order.create': (input) => createOrder(desk, input),
    'order.pay': async ({ commandId, showId, orderId }) => {
      const show = await orders.show(showId);
      return desk.decide(commandId, () => {
        const entry = ownEntry(desk, show, orderId);
        if (entry.paidAt !== null) return refuse('paid');
        if (entry.isCancelled) return refuse('cancelled');
        return { facts: [{ type: 'order.paid', order: toRoomOrder(entry) }], value: null };
      });
    },
    'order.cancel': async ({ commandId, showId, orderId }) => {
      const show = await orders.show(showId);
      return desk.decide(commandId, () => {
        const entry = ownEntry(desk, show, orderId);
        if (entry.isCancelled) return refuse('cancelled');
        // What was paid must come back as a refund, or the figures would keep it for good.
        if (entry.paidAt !== null) return refuse('paid');
        return { facts: [{ type: 'order.cancelled', order: toRoomOrder(entry) }], value: null };
      });
    },
    'order.refund': async ({ commandId, showId, orderId, amountMinor }) => {
      const show = await orders.show(showId);
      return desk.decide(commandId, () => {
        const entry = ownEntry(desk, show, orderId);
        if (entry.paidAt === null) return refuse('unpaid');
        if (amountMinor > entry.totalMinor - entry.refundedMinor) {
          throw new Refusal('bad_input', 'That is more than is left of what was paid.');
        }
        const amount = money(amountMinor, entry.currency);
        return { facts: [{ type: 'order.refunded', order: toRoomOrder(entry), amount }], value: null };
      });
    },
    'order.export': async ({ showId }) => {
      const standing = await orders.of(showId);
      const file = outgoing.make(`kongtai-orders-${new Date(desk.clock()).toISOString().slice(0, 10)}.csv`);
      await writeOrders(file.path, ordersToWrite(standing));
      return outgoing.publish(file);
    },

    'orderImport.begin': async ({ name, size }) => ({ uploadId: await orderImports.begin(name, size) }),
    'orderImport.chunk': async ({ uploadId, offset, bytes }) => {
      await orderImports.take(uploadId, offset, Buffer.from(bytes, 'base64'));
      return null;
    },
    'orderImport.open': async ({ uploadId, choices }) => {
      await orderImports.open(uploadId, choices);
      return null;
    },
    'orderImport.table': ({ uploadId }) => orderImports.table(uploadId),
    'orderImport.preview': (ask) => orderImports.preview(ask),
    'orderImport.apply': apply,
    'orderImport.close': async ({ uploadId }) => {
      await orderImports.close(uploadId);
      return null;
    },
    'orderImport.refusedFile': (ask) => orderImports.refusedFile(ask),
    'orderImport.list': () => desk.store.orderImports(IMPORTS_SHOWN),
    'orderImport.undo': ({ commandId, importId }) =>
      desk.decide(commandId, (writes, at) => {
        const undone = writes.undoOrderImport(importId, at);
        if (undone === null) throw new Refusal('nothing_to_undo', 'It has been undone already.');
        if (undone.later > 0) {
          throw new Refusal(
            'changed_meanwhile',
            'A later file has changed some of these orders: undo that one first.',
            {
              later: undone.later,
            },
          );
        }
        writes.forgetPaid(importId);
        return { facts: [], value: null };
      }),
  };
};
