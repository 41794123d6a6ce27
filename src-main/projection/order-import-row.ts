// One order of an import as its preview shows it: what it is, what would change, and what is wrong with it.

import { sayProblem } from '../catalogue-files/problem-words.ts';
import type { ImportChange, ImportRow, ImportValue } from '../contract/import-documents.ts';
import { type OrderChangeField, type PlatformOrder, stateOfPlatformOrder } from '../core/platform-order.ts';
import { money } from '../core/units.ts';
import type { PlannedOrder } from '../order-import-plan.ts';

const MOST_PROBLEMS = 6;
const LONGEST = 160;
const MOST_ITEMS = 8;

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const itemsOf = ({ lines }: PlatformOrder): readonly string[] =>
  lines
    .slice(0, MOST_ITEMS)
    .map(({ title, variantTitle, sku, quantity }) => `${clip(`${title || sku} ${variantTitle}`.trim())} ×${quantity}`);

const valueIn = (order: PlatformOrder, field: OrderChangeField): ImportValue => {
  switch (field) {
    case 'state':
      return stateOfPlatformOrder(order);
    case 'total':
      return money(order.totalMinor, order.currency);
    case 'shipping':
      return money(order.shippingMinor, order.currency);
    case 'refunded':
      return money(order.refundedMinor, order.currency);
    case 'lines':
      return itemsOf(order);
    case 'buyerName':
      return clip(order.buyerName);
    case 'otherIds':
      return order.otherIds.map(clip);
    case 'paidAt':
    case 'createdAt': {
      const at = order[field];
      return at === null ? null : new Date(at).toISOString();
    }
  }
};

export const toOrderImportRow = (planned: PlannedOrder, place: number): ImportRow => {
  const { kind, before, after, fields, problems, rows } = planned;
  const changes: readonly ImportChange[] =
    before === null || kind !== 'change'
      ? []
      : fields.map((field) => ({
          variant: null,
          isNewVariant: false,
          field: `order.${field}`,
          from: valueIn(before, field),
          to: valueIn(after, field),
        }));
  return {
    place,
    row: rows[0] ?? 0,
    kind,
    title: clip(itemsOf(after).join(' · ')),
    sku: clip([after.orderId, after.buyerName].filter((part) => part !== '').join(' · ')),
    variantCount: 1,
    price: money(after.totalMinor, after.currency),
    changes,
    changeCount: changes.length,
    problems: problems.slice(0, MOST_PROBLEMS).map((problem) => ({
      severity: problem.severity,
      said: { 'zh-CN': sayProblem(problem, 'zh-CN'), en: sayProblem(problem, 'en') },
    })),
    problemCount: problems.length,
  };
};
