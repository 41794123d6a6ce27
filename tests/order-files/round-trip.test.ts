// Kongtai's own order file read back, and files of nonsense: nothing lost, nothing thrown, every row accounted for.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { FileRefusal } from '../../src-main/catalogue-files/file-refusal.ts';
import { writeOrders } from '../../src-main/order-files/write-orders.ts';
import { platformOrder } from '../core/support/platform-arbitrary.ts';
import { readOrderFile } from './support/order-rig.ts';

const dir = mkdtempSync(join(tmpdir(), 'kongtai-orders-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('orders written and read back are others', async () => {
  const orders = fc.uniqueArray(
    platformOrder('doudian')
      .filter(({ createdAt, paidAt, isPaid, lines }) => {
        const isNamed = lines.every(({ title, sku, itemId }) => title + sku + itemId !== '');
        return (createdAt !== null || paidAt !== null) && (isPaid || paidAt === null) && isNamed;
      })
      // The file has a column for each line's own, and one for the whole order.
      .map((order) => ({ ...order, hasOwnLines: true })),
    { minLength: 1, maxLength: 6, selector: ({ orderId }) => orderId },
  );
  await fc.assert(
    fc.asyncProperty(orders, async (written) => {
      const path = join(dir, 'orders.csv');
      await writeOrders(path, written);
      const { format, orders: read, refused } = await readOrderFile(readFileSync(path));
      expect([format, refused]).toEqual(['kongtai', []]);
      expect(read).toEqual(written);
    }),
    { numRuns: 60 },
  );
});

it('random cells throw, or a row of them is lost', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '',
      '-',
      '59.00',
      '1e9',
      '="007"',
      '\t6917926768823643751',
      '2026-11-24 20:00:00',
      '已付款',
      '退款成功',
      '¥',
      'NaN',
      '999999999999999999',
    ),
  );
  const headers = [
    '订单号',
    '订单状态',
    '下单时间',
    '付款时间',
    '买家',
    '商品',
    'SKU',
    '件数',
    '小计',
    '实付总额',
    '运费',
    '退款总额',
    '币种',
  ];
  const rows = fc.array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = [headers, ...cells].map((row) => row.map(quote).join(',')).join('\r\n');
      const { orders, refused, rows: seen, skippedRows } = await readOrderFile(new TextEncoder().encode(text));
      const said = cells.filter((row) => row.some((each) => each.trim() !== '')).length;
      expect(seen.length + skippedRows).toBe(said);
      expect(new Set(seen).size).toBe(seen.length);
      for (const { lines, totalMinor, shippingMinor, refundedMinor } of orders) {
        expect(lines.reduce((sum, { paidMinor }) => sum + paidMinor, shippingMinor)).toBe(totalMinor);
        expect(refundedMinor).toBeLessThanOrEqual(totalMinor);
      }
      expect(orders.length + refused.length).toBeGreaterThan(said === skippedRows ? -1 : 0);
    }),
    { numRuns: 150 },
  );
});

it('random bytes throw something that is no refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      try {
        await readOrderFile(bytes);
      } catch (fault) {
        expect(fault).toBeInstanceOf(FileRefusal);
      }
    }),
    { numRuns: 150 },
  );
});
