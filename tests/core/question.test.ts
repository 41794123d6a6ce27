// Questions in the chat: which comments ask, what about, and which of them ask the same.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuestionSubject, readQuestion } from '../../src-main/core/question.ts';

const ASKED: readonly (readonly [subject: QuestionSubject, texts: readonly string[]])[] = [
  [
    'size',
    [
      '黄皮能涂吗',
      '显白吗',
      '冷白皮选哪个',
      '这个多大一支',
      '净含量多少',
      '160穿什么码',
      'M码多重能穿',
      '一共几个颜色',
    ],
  ],
  ['price', ['3号多少钱', '口红现在什么价', '这个几块', '可以便宜点吗', '多少米', '怎么卖']],
  [
    'shipping',
    ['今天拍什么时候发货', '发什么快递', '新疆包邮吗', '哪里发货', '能发顺丰吗', '双十二之前能收到不', '几天到'],
  ],
  ['stock', ['还有吗', '什么时候补货', '3号怎么没库存了', '能加库存吗', '为什么显示已抢光', '断货了吗']],
  ['ingredients', ['孕妇能用吗', '含酒精吗', '敏感肌可以吗', '会致痘吗', '保质期到什么时候']],
  ['usage', ['面霜怎么用', '怎么涂', '早上用还是早晚都用？', '需要卸妆吗']],
  ['deal', ['等会儿有闪购吗', '有券吗', '满减怎么算', '秒杀几点开', '买二送什么']],
  ['other', ['链接在哪', '怎么拍不了', '主播多高', '能开发票吗', '是正品吗', '谁管啊？']],
];

const SAID = [
  ...[
    '来了来了',
    '好看好看',
    '3号 +1',
    '666',
    '爱了爱了',
    '么么哒',
    '已拍',
    '发货挺快的 昨天就到了',
    '颜色好看',
    '价格可以',
  ],
  ...['没什么问题', '什么都不想说 爱了', '怎么这么好看', '多少都不够用', '吗', '??', '？', '...', ''],
];

describe('a question', () => {
  it.each(ASKED.flatMap(([subject, texts]) => texts.map((text) => [text, subject] as const)))(
    '%s is about %s',
    (text, subject) => {
      expect(readQuestion(text, 5)?.subject).toBe(subject);
    },
  );

  it.each(SAID)('is not seen in: %s', (text) => {
    expect(readQuestion(text, 5)).toBeNull();
  });
});

describe('questions are the same', () => {
  const keyOf = (text: string, pinned: number | null): string | undefined => readQuestion(text, pinned)?.key;

  it('where they ask the same of the same product, however they are worded', () => {
    expect(keyOf('3号多少钱', null)).toBe(keyOf('请问3号怎么卖呀？', null));
    expect(keyOf('３号多少钱', null)).toBe(keyOf('3号多少钱', null));
    expect(keyOf('孕妇能用吗', 3)).toBe(keyOf('3号孕妇可以用吗', 7));
    expect(keyOf('能开发票吗', 3)).toBe(keyOf('主播，能开发票吗？？', 3));
  });

  it('but not of another product, nor of another subject, nor with other words', () => {
    expect(keyOf('多少钱', 3)).not.toBe(keyOf('多少钱', 4));
    expect(keyOf('多少钱', null)).not.toBe(keyOf('多少钱', 3));
    expect(keyOf('3号多少钱', 5)).not.toBe(keyOf('3号还有吗', 5));
    expect(keyOf('能开发票吗', 3)).not.toBe(keyOf('是正品吗', 3));
  });

  it('and the product that is named wins over the one that is pinned', () => {
    expect(keyOf('12号多少钱', 3)).toBe('price:12:');
  });
});

describe('any comment', () => {
  it('has a short key or none, and one that is too long to be a question has none', () => {
    const word = fc.constantFrom('吗', '多少', '3', '号', '？', '钱', '发货', '的', ' ', '什么', '不', '能');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: word, maxLength: 30 }), fc.string({ unit: 'binary' })), (text) => {
        const question = readQuestion(text, 1);
        if (question !== null) expect(question.key.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 2000 },
    );
    expect(readQuestion(`${'好'.repeat(200)}吗？`, 1)).toBeNull();
  });
});
