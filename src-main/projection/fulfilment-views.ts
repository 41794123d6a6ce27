// Pick list and packing slips as screens and paper see them: strangers' texts made safe, goods named as the shop names them.

import type {
  FulfilmentProgress,
  GiftView,
  PickRowView,
  RecallView,
  SlipFilter,
  SlipLineView,
  SlipOrderView,
  SlipView,
} from '../contract/fulfilment-documents.ts';
import { toDisplayText } from '../core/display-text.ts';
import { shipmentOf } from '../core/fulfilment.ts';
import { type ShipGift, type ShipOrder, wordOf } from '../core/fulfilment-order.ts';
import { type PackingSlip, type SlipLine, scanCodeOf } from '../core/fulfilment-slip.ts';
import type { PickRow, ShelfVariant } from '../core/pick-list.ts';
import type { VariantId } from '../core/units.ts';

const LONGEST_ID = 200;
const LONGEST_NAME = 40;
const LONGEST_NOTE = 500;
const LONGEST_TITLE = 120;

export type Shelf = (variantId: VariantId) => ShelfVariant | null;

const title = (text: string): string => toDisplayText(text, LONGEST_TITLE);

export const toGiftView = ({ name, spec, each, count }: ShipGift): GiftView => ({
  name: title(name),
  spec: title(spec),
  each: title(each),
  count,
});

export const toPickRowView = ({ variantId: _known, ...row }: PickRow): PickRowView => ({
  ...row,
  sku: title(row.sku),
  title: title(row.title),
  variantTitle: title(row.variantTitle),
});

const toSlipOrder = (order: ShipOrder): SlipOrderView => {
  const shipment = shipmentOf(order.fulfilment);
  return {
    key: order.key,
    orderId: toDisplayText(order.names[0] ?? order.key, LONGEST_ID),
    code: scanCodeOf(order.names[0] ?? ''),
    platform: order.platform,
    note: toDisplayText(order.note, LONGEST_NOTE),
    at: order.at,
    word: wordOf(order),
    isPartRefunded: order.isPartRefunded,
    carrier: toDisplayText(shipment?.carrier ?? '', LONGEST_NAME),
    trackingNumber: toDisplayText(shipment?.trackingNumber ?? '', LONGEST_ID),
  };
};

const toSlipLine = (line: SlipLine, shelfOf: Shelf): SlipLineView => {
  const shelf = line.variantId === null ? null : shelfOf(line.variantId);
  return {
    key: JSON.stringify([line.variantId ?? line.title, line.sku, line.isGift]),
    variantId: line.variantId,
    number: shelf?.number ?? null,
    sku: title(shelf?.sku ?? line.sku),
    barcode: title(shelf?.barcode ?? ''),
    title: title(shelf?.title ?? line.title),
    variantTitle: title(shelf?.variantTitle ?? ''),
    quantity: line.quantity,
    isGift: line.isGift,
    isOfBundle: line.isOfBundle,
    short: line.short,
  };
};

export const toSlipView = (slip: PackingSlip, shelfOf: Shelf): SlipView => ({
  key: slip.key,
  number: slip.number,
  buyer: toDisplayText(slip.buyer, LONGEST_NAME),
  state: slip.state,
  orders: slip.orders.map(toSlipOrder),
  lines: slip.lines.map((line) => toSlipLine(line, shelfOf)),
  gifts: slip.gifts.map(toGiftView),
  promises: slip.promises.map(({ text, state }) => ({
    text: toDisplayText(text, LONGEST_NOTE),
    isKept: state === 'kept',
  })),
});

export const toRecallView = (order: ShipOrder): RecallView => ({
  key: order.key,
  orderId: toDisplayText(order.names[0] ?? order.key, LONGEST_ID),
  buyer: toDisplayText(order.buyer, LONGEST_NAME),
});

const unitsOf = ({ lines }: PackingSlip): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

export const progressOf = (slips: readonly PackingSlip[]): FulfilmentProgress => {
  const count = (state: PackingSlip['state']): number => slips.filter((slip) => slip.state === state).length;
  return {
    all: slips.length,
    open: count('open'),
    packed: count('packed'),
    shipped: count('shipped'),
    orders: slips.reduce((sum, { orders }) => sum + orders.length, 0),
    units: slips.reduce((sum, slip) => sum + unitsOf(slip), 0),
  };
};

/** By number, buyer, order, goods and note. */
export const filterSlips = (
  slips: readonly PackingSlip[],
  filter: SlipFilter,
  search: string,
): readonly PackingSlip[] => {
  const wanted = search.normalize('NFKC').trim().toLowerCase();
  return slips.filter((slip) => {
    if (filter !== 'all' && slip.state !== filter) return false;
    if (wanted === '') return true;
    const texts = [
      slip.buyer,
      ...slip.orders.flatMap(({ names, note }) => [...names, note]),
      ...slip.lines.map((line) => line.title),
    ];
    return (
      String(slip.number) === wanted || texts.some((text) => text.normalize('NFKC').toLowerCase().includes(wanted))
    );
  });
};
