// Requests while a show's orders are packed and shipped: lists, slips, marks and their way back, tracking numbers in and out.

import { writeRefusedRows } from '../catalogue-files/refused-rows.ts';
import { toRefusal } from '../catalogue-import.ts';
import { Refusal } from '../contract/errors.ts';
import type { ScanAnswer, TrackingPreview } from '../contract/fulfilment-documents.ts';
import { MOST_TRACKING_SHOWN } from '../contract/fulfilment-limits.ts';
import type { RouteParsed } from '../contract/routes.ts';
import { toDisplayText } from '../core/display-text.ts';
import { shipmentOf } from '../core/fulfilment.ts';
import type { FulfilmentFactBody } from '../core/fulfilment-fact.ts';
import { type ProductGift, type ShipOrder, toShipOrders, wordOf } from '../core/fulfilment-order.ts';
import { mayBeSlip, type PackingSlip, toPackingSlips, toRecalls } from '../core/fulfilment-slip.ts';
import {
  faultOfNumber,
  indexByName,
  type PlannedTracking,
  planTracking,
  tidyTrackingNumber,
} from '../core/fulfilment-tracking.ts';
import { hasGift } from '../core/gift.ts';
import { type ShelfVariant, toPickList } from '../core/pick-list.ts';
import { plainOrderName } from '../core/reconcile.ts';
import type { ShowOrders } from '../core/show-orders.ts';
import type { CommandId, OrderId, ProductId, ShowId, VariantId } from '../core/units.ts';
import {
  filterSlips,
  progressOf,
  toGiftView,
  toPickRowView,
  toRecallView,
  toSlipView,
} from '../projection/fulfilment-views.ts';
import { readTracking, type TrackingTable } from '../shipping-files/read-tracking.ts';
import { createTrackingUploads, toTrackingRefusal } from '../shipping-files/tracking-upload.ts';
import { sayTrackingFault } from '../shipping-files/tracking-words.ts';
import { writeShipping } from '../shipping-files/write-shipping.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type FulfilmentHandlers = Pick<
  Handlers,
  | 'fulfilment.pickList'
  | 'fulfilment.slips'
  | 'fulfilment.scan'
  | 'fulfilment.pack'
  | 'fulfilment.unpack'
  | 'fulfilment.ship'
  | 'fulfilment.unship'
  | 'fulfilment.shippingFile'
  | 'tracking.begin'
  | 'tracking.chunk'
  | 'tracking.preview'
  | 'tracking.apply'
  | 'tracking.refusedFile'
  | 'tracking.close'
  | 'tracking.undo'
>;

interface Standing {
  readonly show: ShowOrders;
  readonly orders: readonly ShipOrder[];
  readonly shelfOf: (variantId: VariantId) => ShelfVariant | null;
}

const LONGEST_CELL = 60;

/** The catalogue as it is now, each product read once; the show's own words where it has none any more. */
const openShelf = ({ store }: EngineDesk, { variants }: ShowOrders) => {
  const products = new Map<ProductId, ReturnType<typeof store.catalogueProduct>>();
  const productOf = (productId: ProductId) => {
    const known = products.get(productId);
    if (known !== undefined) return known;
    const read = store.catalogueProduct(productId);
    products.set(productId, read);
    return read;
  };
  const ofShow = new Map(variants.map((variant) => [variant.variantId, variant]));
  const shelfOf = (variantId: VariantId): ShelfVariant | null => {
    const own = ofShow.get(variantId);
    const productId = own?.productId ?? store.productOfVariant(variantId);
    const product = productId === null ? undefined : productOf(productId)?.product;
    const variant = product?.variants.find((each) => each.variantId === variantId);
    if (product === undefined || variant === undefined) {
      return own === undefined ? null : { ...own, barcode: '', left: null };
    }
    return {
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.options.join(' '),
      number: own?.number ?? null,
      barcode: variant.barcode,
      left: variant.isTracked ? variant.stock : null,
    };
  };
  const giftOf = (productId: ProductId): ProductGift | null => {
    const gift = productOf(productId)?.product.gift;
    return gift === undefined || !hasGift(gift) ? null : { name: gift.name, spec: gift.spec, each: gift.quantity };
  };
  return { shelfOf, giftOf };
};

const standingOf = async (desk: EngineDesk, showId: ShowId): Promise<Standing> => {
  const { reconciliation } = await desk.orders.of(showId);
  // Last, so that nothing lies between what is read here and what is decided by it.
  const show = await desk.orders.show(showId);
  const { shelfOf, giftOf } = openShelf(desk, show);
  const orders = toShipOrders({ show, reconciliation, sources: desk.store.orderSourcesOf(showId), giftOf });
  return { show, orders, shelfOf };
};

/** The orders that a mark is for, in the order of the keys. Throws `not_found`. */
const meant = ({ orders }: Standing, keys: readonly OrderId[]): readonly ShipOrder[] => {
  const byKey = new Map(orders.map((order) => [order.key, order]));
  return [...new Set(keys)].map((key) => {
    const order = byKey.get(key);
    if (order === undefined) throw new Refusal('not_found', 'There is no such paid order in this show.');
    return order;
  });
};

const refuseOff = (orders: readonly ShipOrder[]): void => {
  const off = orders.find(({ isOff }) => isOff);
  if (off === undefined) return;
  throw new Refusal('order_off', 'An order was refunded or cancelled.', {
    order: toDisplayText(off.names[0] ?? off.key, LONGEST_CELL),
  });
};

const viewsOf = (slips: readonly PackingSlip[], { shelfOf }: Standing) =>
  slips.map((slip) => toSlipView(slip, shelfOf));

const scan = (standing: Standing, code: string): ScanAnswer => {
  const { orders, shelfOf } = standing;
  const slips = toPackingSlips(orders);
  const wanted = plainOrderName(code);
  const named = indexByName(orders).get(wanted) ?? [];
  const going = named.filter(({ isOff }) => !isOff);
  // Two shops may have given one number: nobody packs another's order because its slip came first.
  if (new Set(going.map(({ buyerKey }) => buyerKey)).size > 1) return { kind: 'many' };
  const [order] = going;
  const slip =
    order === undefined
      ? slips.find(({ number }) => named.length === 0 && mayBeSlip(code) && String(number) === wanted)
      : slips.find(({ key }) => key === order.buyerKey);
  if (slip !== undefined) return { kind: 'order', slip: toSlipView(slip, shelfOf) };
  if (named.length > 0) return { kind: 'off' };
  const isIt = (variantId: VariantId): boolean => {
    const shelf = shelfOf(variantId);
    return shelf?.barcode === wanted || (shelf?.sku ?? '').toLowerCase() === wanted.toLowerCase();
  };
  const known = new Set(orders.flatMap(({ lines }) => lines.flatMap(({ variantId }) => variantId ?? [])));
  const variantId = [...known].find(isIt);
  if (variantId === undefined) return { kind: 'unknown' };
  const open = slips.find(({ state, lines }) => state === 'open' && lines.some((line) => line.variantId === variantId));
  return { kind: 'item', variantId, slip: open === undefined ? null : toSlipView(open, shelfOf) };
};

const previewOf = (table: TrackingTable, plan: readonly PlannedTracking[]): TrackingPreview => {
  const count = (kind: PlannedTracking['kind']): number => plan.filter((row) => row.kind === kind).length;
  const rank = ({ kind }: PlannedTracking): number => (kind === 'refused' ? 0 : kind === 'same' ? 2 : 1);
  return {
    headers: table.headers.map((header) => toDisplayText(header, LONGEST_CELL)),
    sample: table.sample.map((row) => row.map((cell) => toDisplayText(cell, LONGEST_CELL))),
    mapping: table.mapping,
    orders: plan.reduce((sum, { orders }) => sum + orders.length, 0),
    counts: { ship: count('ship'), change: count('change'), same: count('same'), refused: count('refused') },
    rows: [...plan]
      .sort((a, b) => rank(a) - rank(b) || a.row - b.row)
      .slice(0, MOST_TRACKING_SHOWN)
      .map(({ orders: _keys, ...row }) => ({
        ...row,
        orderId: toDisplayText(row.orderId, LONGEST_CELL),
        carrier: toDisplayText(row.carrier, LONGEST_CELL),
        trackingNumber: toDisplayText(row.trackingNumber, LONGEST_CELL),
      })),
  };
};

export const createFulfilmentHandlers = (desk: EngineDesk): FulfilmentHandlers => {
  const uploads = createTrackingUploads();

  /** One kind of mark on all the orders named that it changes; the keys of those. */
  const mark = async (
    { commandId, showId, orderKeys }: RouteParsed<'fulfilment.pack'>,
    isFor: (order: ShipOrder) => boolean,
    factsFor: (order: ShipOrder) => readonly FulfilmentFactBody[],
    refuse: (orders: readonly ShipOrder[]) => void,
  ): Promise<{ readonly orderKeys: readonly OrderId[] }> => {
    const standing = await standingOf(desk, showId);
    return desk.decide(commandId, () => {
      const orders = meant(standing, orderKeys);
      refuse(orders);
      const marked = orders.filter(isFor);
      return { showId, facts: marked.flatMap(factsFor), value: { orderKeys: marked.map(({ key }) => key) } };
    });
  };

  const planOf = async ({ uploadId, showId, mapping }: RouteParsed<'tracking.preview'>) => {
    const source = uploads.source(uploadId);
    const standing = await standingOf(desk, showId);
    const byName = indexByName(standing.orders);
    const table = await readTracking(source, mapping, (text) => byName.has(plainOrderName(text))).catch(
      (fault: unknown) => {
        throw toTrackingRefusal(fault);
      },
    );
    return { name: source.name, table };
  };

  const isShipped = (order: ShipOrder): boolean => wordOf(order) === 'shipped';

  return {
    'fulfilment.pickList': async ({ showId }) => {
      const standing = await standingOf(desk, showId);
      const { rows, gifts } = toPickList(standing.orders, standing.shelfOf);
      return {
        rows: rows.map(toPickRowView),
        gifts: gifts.map(toGiftView),
        progress: progressOf(toPackingSlips(standing.orders)),
      };
    },
    'fulfilment.slips': async ({ showId, filter, search, offset, limit }) => {
      const standing = await standingOf(desk, showId);
      const slips = toPackingSlips(standing.orders);
      const found = filterSlips(slips, filter, search);
      return {
        total: found.length,
        offset,
        slips: viewsOf(found.slice(offset, offset + limit), standing),
        progress: progressOf(slips),
        recalls: toRecalls(standing.orders).map(toRecallView),
        imports: standing.show.fulfilment.trackingImports
          .map(({ name, ...row }) => ({ ...row, name: toDisplayText(name, LONGEST_CELL) }))
          .reverse(),
      };
    },
    'fulfilment.scan': async ({ showId, code }) => scan(await standingOf(desk, showId), code.trim()),

    'fulfilment.pack': (input) =>
      mark(
        input,
        (order) => wordOf(order) === 'paid',
        ({ key }) => [{ type: 'order.packed', orderId: key }],
        refuseOff,
      ),
    'fulfilment.unpack': (input) =>
      mark(
        input,
        (order) => wordOf(order) === 'packed',
        ({ marks }) => marks.packed.map((orderId) => ({ type: 'order.unpacked', orderId })),
        (orders) => {
          if (orders.some(isShipped)) throw new Refusal('wrong_phase', 'It is shipped.', { phase: 'shipped' });
        },
      ),
    'fulfilment.ship': (input) => {
      const trackingNumber = tidyTrackingNumber(input.trackingNumber);
      if (faultOfNumber(trackingNumber) !== null) throw new Refusal('bad_input', 'That is no tracking number.');
      const { carrier } = input;
      return mark(
        { commandId: input.commandId, showId: input.showId, orderKeys: input.orderKeys },
        ({ fulfilment }) => {
          const known = shipmentOf(fulfilment);
          return known?.trackingNumber !== trackingNumber || known.carrier !== carrier;
        },
        ({ key }) => [{ type: 'order.shipped', orderId: key, carrier, trackingNumber, importId: null }],
        refuseOff,
      );
    },
    'fulfilment.unship': (input) =>
      mark(
        input,
        isShipped,
        ({ marks }) => [{ type: 'order.unshipped', orderId: marks.shipped }],
        () => undefined,
      ),
    'fulfilment.shippingFile': async ({ showId, language }) => {
      const standing = await standingOf(desk, showId);
      const slips = toPackingSlips(standing.orders).filter(({ state }) => state !== 'shipped');
      const day = new Date(desk.clock()).toISOString().slice(0, 10);
      const file = desk.outgoing.make(`${language === 'en' ? 'shipping' : '发货单'}-${day}.csv`);
      try {
        await writeShipping(file.path, viewsOf(slips, standing), language);
        return await desk.outgoing.publish(file);
      } catch (fault) {
        throw toRefusal(fault);
      }
    },

    'tracking.begin': ({ name, size }) => ({ uploadId: uploads.begin(name, size) }),
    'tracking.chunk': ({ uploadId, offset, bytes }) => {
      uploads.take(uploadId, offset, Buffer.from(bytes, 'base64'));
      return null;
    },
    'tracking.preview': async (ask) => {
      const { table } = await planOf(ask);
      const { orders } = await standingOf(desk, ask.showId);
      return previewOf(table, planTracking(table.rows, orders));
    },
    'tracking.apply': async ({ commandId, showId, ...ask }) => {
      const said = desk.store.replyTo(commandId);
      if (said !== null) return JSON.parse(said);
      const { name, table } = await planOf({ showId, ...ask });
      const { orders } = await standingOf(desk, showId);
      return desk.decide<{ readonly importId: CommandId | null; readonly orders: number }>(commandId, () => {
        const shipped = planTracking(table.rows, orders).flatMap(({ orders: keys, carrier, trackingNumber }) =>
          keys.map((orderId): FulfilmentFactBody => {
            return { type: 'order.shipped', orderId, carrier, trackingNumber, importId: commandId };
          }),
        );
        if (shipped.length === 0) return { facts: [], value: { importId: null, orders: 0 } };
        const about = { type: 'tracking.imported', importId: commandId, name, orders: shipped.length } as const;
        return { showId, facts: [about, ...shipped], value: { importId: commandId, orders: shipped.length } };
      });
    },
    'tracking.refusedFile': async ({ showId, uploadId, mapping, language }) => {
      const { name, table } = await planOf({ showId, uploadId, mapping });
      const { orders } = await standingOf(desk, showId);
      const reasons = new Map(
        planTracking(table.rows, orders).flatMap(({ row, why }) =>
          why === null ? [] : [[row, sayTrackingFault(why, language)] as const],
        ),
      );
      const stem = name.replace(/\.[^.]*$/, '');
      const file = desk.outgoing.make(`${stem}-${language === 'en' ? 'refused' : '未导入'}.xlsx`);
      try {
        await writeRefusedRows(file.path, table, reasons, 'xlsx');
        return await desk.outgoing.publish(file);
      } catch (fault) {
        throw toRefusal(fault);
      }
    },
    'tracking.close': ({ uploadId }) => {
      uploads.close(uploadId);
      return null;
    },
    'tracking.undo': async ({ commandId, showId, importId }) => {
      const { fulfilment } = await desk.orders.show(showId);
      return desk.decide(commandId, () => {
        const known = fulfilment.trackingImports.find((each) => each.importId === importId);
        if (known === undefined || known.undoneAt !== null) {
          throw new Refusal('nothing_to_undo', 'It has been undone already.');
        }
        return { showId, facts: [{ type: 'tracking.undone', importId }], value: null };
      });
    },
  };
};
