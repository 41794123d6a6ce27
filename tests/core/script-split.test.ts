// Bulk paste: one prepared text becomes blocks by headings, numbers, kind words, blank lines and products.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedProduct, type SplitScript, splitLines, splitScript } from '../../src-main/core/script-split.ts';
import type { ProductId } from '../../src-main/core/units.ts';

const products: readonly NamedProduct[] = [
  { productId: 'p3' as ProductId, number: 3, title: '丝绒哑光口红' },
  { productId: 'p4' as ProductId, number: 4, title: '四色眼影盘' },
  { productId: 'p5' as ProductId, number: null, title: '玻尿酸补水面膜' },
];

const told = ({ blocks }: SplitScript): readonly (readonly [string, string | null, string, string])[] =>
  blocks.map(({ draft }) => [draft.kind, draft.productId, draft.title, draft.text] as const);

const split = (text: string) => told(splitScript(text, products));

describe('a prepared text', () => {
  it('with 【】 headings: a list inside a block stays one block, text behind a heading is its text', () => {
    expect(
      split(
        '【开场】\n姐妹们晚上好！\n\n【3号 卖点】\n丝绒质地。\n1. 一抹上色\n2. 不拔干\n\n【逼单】只剩最后 10 支了！\n【收尾】谢谢大家，明天见。',
      ),
    ).toEqual([
      ['opening', null, '', '姐妹们晚上好！'],
      ['selling_point', 'p3', '', '丝绒质地。\n1. 一抹上色\n2. 不拔干'],
      ['urgency', 'p3', '', '只剩最后 10 支了！'],
      ['closing', null, '', '谢谢大家，明天见。'],
    ]);
  });

  it('in Markdown: a product heading holds for the headings under it, by number or by title', () => {
    expect(
      split(
        '# 开场\n大家好\n\n## 3号 丝绒哑光口红\n\n### 卖点\n好看\n### 报价\n今天 {直播价}\n## 四色眼影盘\n四个颜色。\n\n第二段',
      ),
    ).toEqual([
      ['opening', null, '', '大家好'],
      ['selling_point', 'p3', '', '好看'],
      ['price', 'p3', '', '今天 {直播价}'],
      ['custom', 'p4', '', '四个颜色。\n\n第二段'],
    ]);
  });

  it('numbered in Chinese', () => {
    expect(
      split('一、开场白\n大家好\n二、产品介绍\n这支口红真的好看。\n三、逼单：只剩三分钟了，快去拍！\n（四）收尾\n再见'),
    ).toEqual([
      ['opening', null, '', '大家好'],
      ['selling_point', null, '', '这支口红真的好看。'],
      ['urgency', null, '', '只剩三分钟了，快去拍！'],
      ['closing', null, '', '再见'],
    ]);
  });

  it('numbered in digits alone: each number is a block', () => {
    expect(split('1. 大家好，欢迎来到直播间。\n2、今天给大家带来口红。\n接着说。\n（3）谢谢大家。')).toEqual([
      ['custom', null, '', '大家好，欢迎来到直播间。'],
      ['custom', null, '', '今天给大家带来口红。\n接着说。'],
      ['custom', null, '', '谢谢大家。'],
    ]);
  });

  it('without any mark: a blank line divides', () => {
    expect(split('大家好\r\n欢迎\r\n\r\n今天带来口红\r\n\r\n\r\n谢谢大家')).toEqual([
      ['custom', null, '', '大家好\n欢迎'],
      ['custom', null, '', '今天带来口红'],
      ['custom', null, '', '谢谢大家'],
    ]);
  });

  it('with kind words and colons, and questions with their answers', () => {
    expect(
      split(
        '开场：大家好\n报价：今天只要 59\n答疑：\n问：孕妇能用吗？\n答：可以的，成分表在详情页。\nQ：发什么快递\nA：顺丰\n三天内发',
      ),
    ).toEqual([
      ['opening', null, '', '大家好'],
      ['price', null, '', '今天只要 59'],
      ['faq', null, '孕妇能用吗？', '可以的，成分表在详情页。'],
      ['faq', null, '发什么快递', '顺丰\n三天内发'],
    ]);
  });

  it('by product numbers: a sentence that only mentions one divides nothing', () => {
    expect(split('3号链接\n这支口红\n4号\n这盘眼影\n3号链接今天只要 59 元，大家看过来。')).toEqual([
      ['custom', 'p3', '', '这支口红'],
      ['custom', 'p4', '', '这盘眼影\n3号链接今天只要 59 元，大家看过来。'],
    ]);
  });

  it('in English', () => {
    expect(split('## Opening\nHello\n## Selling point: Velvet\nOne swipe.\n## Closing\nBye')).toEqual([
      ['opening', null, '', 'Hello'],
      ['selling_point', null, 'Velvet', 'One swipe.'],
      ['closing', null, '', 'Bye'],
    ]);
  });

  it('with a title and a kind in one heading keeps the title', () => {
    expect(split('【卖点 · 质地】\n丝绒\n【玻尿酸补水面膜】\n敷 15 分钟')).toEqual([
      ['selling_point', null, '质地', '丝绒'],
      ['custom', 'p5', '', '敷 15 分钟'],
    ]);
  });

  it('whose own title stands in no block says so instead of reading it out or losing it unsaid', () => {
    const { blocks, leftOut } = splitScript('# 初冬专场总稿\n\n## 开场\n大家好', products);
    expect(blocks).toHaveLength(1);
    expect(leftOut).toEqual([{ line: 1, text: '初冬专场总稿' }]);
  });

  it('a title that two products could have is nobody’s', () => {
    const twins = [...products, { productId: 'p6' as ProductId, number: 6, title: '丝绒哑光口红' }];
    expect(told(splitScript('【丝绒哑光口红】\n好看', twins))).toEqual([['custom', null, '丝绒哑光口红', '好看']]);
  });

  it('headings that a file marks as such divide whatever their words', () => {
    const lines = [
      { text: '关于质地，我想说：', level: 2 },
      { text: '# 丝绒', level: null },
    ];
    expect(told(splitLines(lines.slice(0, 1).concat({ text: '丝绒', level: null }), products))).toEqual([
      ['custom', null, '关于质地，我想说：', '丝绒'],
    ]);
  });
});

describe('a block of 1 MB', () => {
  it('is refused with its lines, and the others are kept', () => {
    const { blocks, refused } = splitScript(
      `## 开场\n大家好\n## 卖点\n${'很好用。'.repeat(262_144)}\n## 收尾\n再见`,
      products,
    );
    expect(blocks.map(({ draft }) => draft.kind)).toEqual(['opening', 'closing']);
    expect(refused).toMatchObject([
      { firstLine: 3, lastLine: 4, objection: { reason: 'text_too_long', length: 1_048_576 } },
    ]);
  });

  it('of one letter or of marks is read in the blink of an eye', () => {
    const started = performance.now();
    for (const unit of ['好', '#', '【', '一、', '1.', '\n', '问：', ' ', '-', '（', '3号 ']) {
      splitScript(unit.repeat(1_048_576 / unit.length), products);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('any text', () => {
  const sentence = fc
    .array(fc.constantFrom('姐妹们', '今天', '这支', '口红', '真的', '好看', '上脸'), { minLength: 2, maxLength: 8 })
    .map((words) => `${words.join('')}。`);

  it('of plain sentences keeps every one of them in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sentence, fc.constant('')), { maxLength: 30 }), (lines) => {
        const kept = splitScript(lines.join('\n'), products).blocks.flatMap(({ draft }) => draft.text.split('\n'));
        expect(kept).toEqual(lines.filter((line) => line !== ''));
      }),
    );
  });

  it('gives tidy blocks in order, with lines that exist', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '开场',
        '卖点',
        '3号',
        '：',
        '【',
        '】',
        '#',
        ' ',
        '\n',
        '一、',
        '1.',
        '好。',
        '问：',
        '答：',
        '---',
        '\u202e',
      ),
      maxLength: 80,
    });
    fc.assert(
      fc.property(soup, (text) => {
        const { blocks } = splitScript(text, products);
        const count = text.split('\n').length;
        let last = 0;
        for (const { draft, firstLine, lastLine } of blocks) {
          expect(draft.text).not.toBe('');
          expect(firstLine).toBeGreaterThan(last);
          expect(lastLine).toBeGreaterThanOrEqual(firstLine);
          expect(lastLine).toBeLessThanOrEqual(count);
          last = lastLine;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
