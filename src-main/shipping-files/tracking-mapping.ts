// Which column of a table may be the order, the number and the carrier: by its header, else by what stands in it.

import { foldHeader } from '../core/draft-field.ts';
import {
  faultOfNumber,
  TRACKING_FIELDS,
  type TrackingField,
  type TrackingMapping,
} from '../core/fulfilment-tracking.ts';

const words = (text: string): readonly string[] => text.split('|');

/** Most telling first; folded. */
const MEANINGS: Readonly<Record<TrackingField, readonly string[]>> = {
  orderId: words(
    '主订单编号|订单编号|订单号|平台订单号|原始订单号|商家订单号|订单id|交易号|order id|order number|order no|order no.|order #|order|orders|name|reference|客户订单号',
  ),
  trackingNumber: words(
    '快递单号|物流单号|运单号|运单编号|快递号|物流编号|包裹号|面单号|单号|tracking number|tracking no|tracking no.|tracking id|tracking|waybill|waybill number|awb',
  ),
  carrier: words(
    '快递公司|物流公司|快递|物流|承运商|配送方式|发货快递|carrier|courier|shipping carrier|shipping company|shipping provider|shipping provider name|tracking company|logistics provider',
  ),
};

export const suggestTrackingMapping = (headers: readonly string[]): TrackingMapping => {
  const folded = headers.map(foldHeader);
  const mapping: Partial<Record<TrackingField, number>> = {};
  const used = new Set<number>();
  for (const field of TRACKING_FIELDS) {
    for (const meaning of MEANINGS[field]) {
      const column = folded.findIndex((header, at) => !used.has(at) && header === meaning);
      if (column === -1) continue;
      mapping[field] = column;
      used.add(column);
      break;
    }
  }
  return mapping;
};

const LEAST_SHARE = 0.5;

/** A column whose cells mostly pass; of several the one with the most. */
const bestColumn = (
  rows: readonly (readonly string[])[],
  used: ReadonlySet<number>,
  isIt: (text: string) => boolean,
): number | undefined => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  let best: number | undefined;
  let most = rows.length * LEAST_SHARE;
  for (let column = 0; column < width; column += 1) {
    if (used.has(column)) continue;
    const count = rows.filter((row) => isIt(row[column] ?? '')).length;
    if (count > 0 && count >= most && (best === undefined || count > most)) {
      best = column;
      most = count;
    }
  }
  return best;
};

const looksLikeNumber = (text: string): boolean =>
  text.length >= 8 && /\d{4}/.test(text) && faultOfNumber(text) === null;
const looksLikeCarrier = (text: string): boolean => text !== '' && text.length <= 20 && !/\d{3}/.test(text);

/** What headers do not tell the cells may: a cell that names an order is one. */
export const guessTrackingColumns = (
  rows: readonly (readonly string[])[],
  known: TrackingMapping,
  isOrder: (text: string) => boolean,
): TrackingMapping => {
  const mapping: Partial<Record<TrackingField, number>> = { ...known };
  const take = (field: TrackingField, isIt: (text: string) => boolean): void => {
    if (mapping[field] !== undefined) return;
    const column = bestColumn(rows, new Set(Object.values(mapping)), isIt);
    if (column !== undefined) mapping[field] = column;
  };
  take('orderId', isOrder);
  take('trackingNumber', looksLikeNumber);
  if (mapping.orderId !== undefined && mapping.trackingNumber !== undefined) take('carrier', looksLikeCarrier);
  return mapping;
};
