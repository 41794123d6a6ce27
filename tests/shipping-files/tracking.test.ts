// Tracking numbers in and the shipping file out: read whatever way a carrier writes them, and read back what was written.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefusal } from '../../src-main/catalogue-files/file-refusal.ts';
import {
  type FileSource,
  sourceOfBytes,
  sourceOfFile,
  sourceOfText,
} from '../../src-main/catalogue-files/file-source.ts';
import { writeWholeFile } from '../../src-main/catalogue-files/whole-file.ts';
import { xlsxOf } from '../../src-main/catalogue-files/xlsx-writer.ts';
import type { SlipView } from '../../src-main/contract/fulfilment-documents.ts';
import { instant, type OrderId } from '../../src-main/core/units.ts';
import { readTracking } from '../../src-main/shipping-files/read-tracking.ts';
import { writeShipping } from '../../src-main/shipping-files/write-shipping.ts';

const LONG = '6917926768823643751';
const isOrder = (text: string): boolean => [LONG, '1001', '1002'].includes(text);

const inFolder = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'kongtai-shipping-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const rowsOf = async (source: FileSource) =>
  (await readTracking(source, null, isOrder)).rows.map(({ orderId, trackingNumber, carrier }) => [
    orderId,
    trackingNumber,
    carrier,
  ]);

const gb18030 = (): Uint8Array =>
  // 订单号,快递单号 / 1001,SF12345678
  Uint8Array.from([
    ...[0xb6, 0xa9, 0xb5, 0xa5, 0xba, 0xc5, 0x2c, 0xbf, 0xec, 0xb5, 0xdd, 0xb5, 0xa5, 0xba, 0xc5, 0x0a],
    ...new TextEncoder().encode('1001,SF12345678\n'),
  ]);

const slip = (said: Partial<SlipView>, orderIds: readonly string[] = ['1001']): SlipView => ({
  key: 'k',
  number: 1,
  buyer: '王小姐',
  state: 'open',
  orders: orderIds.map((orderId) => ({
    key: orderId as OrderId,
    orderId,
    code: orderId,
    platform: null,
    note: '',
    at: instant(0),
    word: 'paid',
    isPartRefunded: false,
    carrier: '',
    trackingNumber: '',
  })),
  lines: [],
  gifts: [],
  promises: [],
  ...said,
});

describe('tracking numbers in', () => {
  it.each([
    ['a platform’s headers', '主订单编号,物流公司,运单号\n1001,中通,ZT12345678\n', ['1001', 'ZT12345678', '中通']],
    ['English headers', 'Order ID\tTracking number\tCarrier\n1001\tAB12345678\tDHL\n', ['1001', 'AB12345678', 'DHL']],
    ['rows above the headers', '导出时间,\n订单号,快递单号\n1001,SF12345678\n', ['1001', 'SF12345678', '']],
    ['cells kept as text', '订单号,快递单号\n="1001","\t773012345678901234"\n', ['1001', '773012345678901234', '']],
  ])('%s are not understood', async (_, text, row) => {
    expect(await rowsOf(sourceOfText('表.csv', text))).toEqual([row]);
  });

  it('what is pasted without headers is refused, or its first row is taken for them', async () => {
    const pasted = `${LONG}\t顺丰\tSF12345678\n1002\t中通\t7730123456789\n`;
    expect(await rowsOf(sourceOfText('粘贴', pasted))).toEqual([
      [LONG, 'SF12345678', '顺丰'],
      ['1002', '7730123456789', '中通'],
    ]);
  });

  it('a table in GB18030 is read as rubbish', async () => {
    expect(await rowsOf(sourceOfBytes('表.csv', gb18030()))).toEqual([['1001', 'SF12345678', '']]);
  });

  it('a workbook loses the digits of long numbers', async () => {
    await inFolder(async (dir) => {
      const path = join(dir, '单号.xlsx');
      const rows = async function* () {
        yield [[LONG, '773012345678901234', '中通']];
      };
      const columns = ['订单号', '快递单号', '快递公司'].map((header) => ({ header, kind: 'id' as const }));
      await writeWholeFile(path, xlsxOf(columns, rows(), { sheet: '单号', onCut: () => undefined }));
      const source = await sourceOfFile(path);
      expect(await rowsOf(source)).toEqual([[LONG, '773012345678901234', '中通']]);
      await source.close();
    });
  });

  it('columns that cannot be told are guessed wrong instead of asked for, or a person’s word is not taken', async () => {
    const source = sourceOfText('表.csv', 'a,b,c\nx,y,z\n');
    const table = await readTracking(source, null, isOrder);
    expect([table.rows, table.mapping]).toEqual([[], {}]);
    const named = await readTracking(source, { orderId: 2, trackingNumber: 0 }, isOrder);
    expect(named.rows.map(({ orderId, trackingNumber }) => [orderId, trackingNumber])).toContainEqual(['z', 'x']);
  });

  it('an arbitrary file brings the reader down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        try {
          await readTracking(sourceOfBytes('x', bytes), null, isOrder);
        } catch (fault) {
          expect(fault).toBeInstanceOf(FileRefusal);
        }
      }),
    );
  });
});

describe('shipping file out', () => {
  it('a buyer’s name or note runs as a formula in a spreadsheet, or a long number loses its digits', async () => {
    await inFolder(async (dir) => {
      const path = join(dir, '发货单.csv');
      await writeShipping(path, [slip({ buyer: '=HYPERLINK("http://x")' }, [LONG])], 'zh-CN');
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
      expect(text).toContain(`"\t${LONG}"`);
    });
  });

  it('the file that was filled in cannot be read back', async () => {
    await inFolder(async (dir) => {
      for (const language of ['zh-CN', 'en'] as const) {
        const path = join(dir, `${language}.csv`);
        await writeShipping(path, [slip({}, [LONG]), slip({ number: 2 }, ['1001', '1002'])], language);
        const [head, first, second] = readFileSync(path, 'utf8').split('\r\n');
        // The last two cells are the carrier and the number.
        const filled = [head, first?.replace(/,,$/, ',顺丰,SF12345678'), second?.replace(/,,$/, ',,SF87654321')];
        expect(await rowsOf(sourceOfText('x.csv', filled.join('\r\n')))).toEqual([
          [LONG, 'SF12345678', '顺丰'],
          ['1001、1002', 'SF87654321', ''],
        ]);
      }
    });
  });
});
