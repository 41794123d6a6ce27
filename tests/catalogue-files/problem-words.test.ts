// Every refusal and problem as a sentence: nothing left to be filled in, the place named.

import { describe, expect, it } from 'vitest';
import { FILE_REFUSALS, FileRefusal } from '../../src-main/catalogue-files/file-refusal.ts';
import { sourceOfBytes } from '../../src-main/catalogue-files/file-source.ts';
import { sayProblem, sayRefusal, WORD_LANGUAGES } from '../../src-main/catalogue-files/problem-words.ts';
import { PROBLEM_CODES } from '../../src-main/core/product-draft.ts';
import { csv, readAll } from './support/catalogue-rig.ts';

const FULL = {
  name: 'a.csv',
  why: 'w',
  size: 209_715_200,
  limit: 104_857_600,
  row: 3,
  line: 4,
  part: 'p',
  format: 'f',
};

describe.each(WORD_LANGUAGES)('%s', (language) => {
  it.each(FILE_REFUSALS)('%s leaves a gap in its sentence', (code) => {
    const sentence = sayRefusal(new FileRefusal(code, code, FULL), language);
    expect(sentence).not.toMatch(/[{}]|undefined/);
    expect(sentence.length).toBeGreaterThan(3);
  });

  it.each(PROBLEM_CODES)('%s does not name its row, column and value', (code) => {
    const said = sayProblem(
      { row: 7, column: '售价', value: '12.345', code, severity: 'error', otherRow: 3 },
      language,
    );
    for (const part of ['7', '售价', '12.345', '3']) expect(said).toContain(part);
  });
});

it.each([
  ['a.csv', '商品名称,价格\n"x,1\n', '第 2 行（文本第 2 行）的引号没有结束。'],
  ['orders.csv', '主订单编号,子订单编号\n1,2\n', '「orders.csv」是订单文件，不是商品文件。'],
])('%s: what is really thrown lacks what its sentence needs', async (name, text, sentence) => {
  const refusal = await readAll(csv(text, name)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(FileRefusal);
  if (refusal instanceof FileRefusal) expect(sayRefusal(refusal, 'zh-CN')).toBe(sentence);
});

it('a size is told in bytes', () => {
  const tooLarge = (() => {
    try {
      return sourceOfBytes('big.csv', new Uint8Array(101 * 1024 * 1024));
    } catch (error) {
      return error;
    }
  })();
  expect(tooLarge).toBeInstanceOf(FileRefusal);
  if (tooLarge instanceof FileRefusal) expect(sayRefusal(tooLarge, 'zh-CN')).toBe('文件有 101 MB，最多 100 MB。');
});
