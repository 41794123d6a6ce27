// Which approved answer a question gets: the right one however it is asked, and none rather than a wrong one.

import { describe, expect, it } from 'vitest';
import { proposeAnswer } from '../../src-main/core/faq.ts';
import { readQuestion } from '../../src-main/core/question.ts';
import { approveBlock, type ScriptBlock, writeBlock } from '../../src-main/core/script.ts';
import { instant, type ProductId, type ScriptBlockId } from '../../src-main/core/units.ts';

const LIPSTICK = 'p3' as ProductId;
const CREAM = 'p9' as ProductId;
const writer = { by: '知夏', at: instant(0) };

const answer = (name: string, productId: ProductId | null, title: string, tags: readonly string[] = []): ScriptBlock =>
  approveBlock(
    writeBlock(
      name as ScriptBlockId,
      { kind: 'faq', productId, title, text: `答：${title}`, tags, isDraftedByAi: false },
      0,
      writer,
    ).block,
    writer,
  ).block;

const BLOCKS: readonly ScriptBlock[] = [
  answer('courier', null, '发什么快递'),
  answer('ship-time', null, '什么时候发货'),
  answer('arrival', null, '几天能到'),
  answer('postage', null, '包邮吗'),
  answer('remote', null, '新疆西藏偏远地区包邮吗'),
  answer('ship-from', null, '从哪里发货'),
  answer('returns', null, '支持七天无理由退货吗', ['运费险']),
  answer('invoice', null, '能开发票吗'),
  answer('authentic', null, '是正品吗'),
  answer('coupon', null, '有优惠券吗'),
  answer('threshold', null, '满减怎么算'),
  answer('deal-time', null, '几点开闪购', ['什么时候秒杀']),
  answer('restock', null, '什么时候补货'),
  answer('link', null, '链接在哪', ['怎么拍']),
  answer('price', LIPSTICK, '多少钱'),
  answer('stock', LIPSTICK, '还有货吗', ['还剩多少']),
  answer('undertone', LIPSTICK, '黄皮适合哪个色', ['黄皮显白吗']),
  answer('shade-count', LIPSTICK, '一共几个颜色'),
  answer('lip-alcohol', LIPSTICK, '含酒精吗'),
  answer('lip-pregnancy', LIPSTICK, '孕妇能用吗'),
  answer('durability', LIPSTICK, '会沾杯掉色吗', ['防水']),
  answer('lip-volume', LIPSTICK, '一支多少克', ['净含量']),
  answer('cream-pregnancy', CREAM, '孕妇能用吗'),
  answer('cream-use', CREAM, '面霜怎么用'),
  answer('cream-sensitive', CREAM, '敏感肌可以用吗'),
  answer('cream-acne', CREAM, '会闷痘吗'),
  answer('cream-frequency', CREAM, '早上用还是晚上用'),
  answer('cream-expiry', CREAM, '保质期多久', ['生产日期']),
];

const ASKED: readonly (readonly [text: string, productId: ProductId | null, expected: string | null])[] = [
  ['发什么快递呀', LIPSTICK, 'courier'],
  ['用哪家快递', LIPSTICK, 'courier'],
  ['能发顺丰吗？', LIPSTICK, 'courier'],
  ['主播 发的是中通吗', LIPSTICK, 'courier'],
  ['今天拍什么时候发货', LIPSTICK, 'ship-time'],
  ['几天发货呢', LIPSTICK, 'ship-time'],
  ['现在拍今天能发吗', LIPSTICK, 'ship-time'],
  ['多久能发', null, 'ship-time'],
  ['几天能到', LIPSTICK, 'arrival'],
  ['周五前能到吗', LIPSTICK, 'arrival'],
  ['多久能到啊', LIPSTICK, 'arrival'],
  ['包邮吗', LIPSTICK, 'postage'],
  ['要邮费吗', LIPSTICK, 'postage'],
  ['新疆包邮吗', LIPSTICK, 'remote'],
  ['西藏包邮吗', LIPSTICK, 'remote'],
  ['偏远地区要加钱吗', LIPSTICK, 'remote'],
  ['哪里发货', LIPSTICK, 'ship-from'],
  ['从哪发的呀', LIPSTICK, 'ship-from'],
  ['可以七天无理由吗', LIPSTICK, 'returns'],
  ['送运费险吗', LIPSTICK, 'returns'],
  ['拆开用了还能退吗', LIPSTICK, 'returns'],
  ['能退货吗', CREAM, 'returns'],
  ['能开发票吗', LIPSTICK, 'invoice'],
  ['可以开票吗 公司报销', LIPSTICK, 'invoice'],
  ['是正品吗', LIPSTICK, 'authentic'],
  ['这个是不是真的 假货怎么办', LIPSTICK, 'authentic'],
  ['有券吗', LIPSTICK, 'coupon'],
  ['哪里领优惠券？', LIPSTICK, 'coupon'],
  ['满减怎么算', LIPSTICK, 'threshold'],
  ['等会儿有闪购吗', LIPSTICK, 'deal-time'],
  ['秒杀几点开', LIPSTICK, 'deal-time'],
  ['什么时候补货', LIPSTICK, 'restock'],
  ['能加库存吗', CREAM, 'restock'],
  ['链接在哪', LIPSTICK, 'link'],
  ['怎么拍呀', LIPSTICK, 'link'],
  ['3号多少钱', LIPSTICK, 'price'],
  ['口红现在什么价', LIPSTICK, 'price'],
  ['这个怎么卖', LIPSTICK, 'price'],
  ['还有吗', LIPSTICK, 'stock'],
  ['还剩多少', LIPSTICK, 'stock'],
  ['有货吗', LIPSTICK, 'stock'],
  ['黄皮能涂吗', LIPSTICK, 'undertone'],
  ['枫叶红黄皮显白吗？', LIPSTICK, 'undertone'],
  ['黄黑皮选哪个色', LIPSTICK, 'undertone'],
  ['3号一共几个颜色', LIPSTICK, 'shade-count'],
  ['有什么颜色呀', LIPSTICK, 'shade-count'],
  ['含酒精吗', LIPSTICK, 'lip-alcohol'],
  ['里面有没有酒精', LIPSTICK, 'lip-alcohol'],
  ['孕妇可以用吗', LIPSTICK, 'lip-pregnancy'],
  ['怀孕能涂吗', LIPSTICK, 'lip-pregnancy'],
  ['哺乳期可以用吗', LIPSTICK, 'lip-pregnancy'],
  ['会不会沾杯', LIPSTICK, 'durability'],
  ['防水吗', LIPSTICK, 'durability'],
  ['净含量多少', LIPSTICK, 'lip-volume'],
  ['这个多大一支', LIPSTICK, 'lip-volume'],
  ['孕妇能用吗', CREAM, 'cream-pregnancy'],
  ['面霜怎么用', CREAM, 'cream-use'],
  ['敏感肌可以吗', CREAM, 'cream-sensitive'],
  ['会闷痘吗', CREAM, 'cream-acne'],
  ['痘痘肌能用不', CREAM, 'cream-acne'],
  ['早上用还是早晚都用？', CREAM, 'cream-frequency'],
  ['保质期到什么时候', CREAM, 'cream-expiry'],
  ['生产日期是几月的', CREAM, 'cream-expiry'],
  // A wrong answer is worse than none.
  ['多少钱', CREAM, null],
  ['含酒精吗', CREAM, null],
  ['孕妇能用吗', null, null],
  ['有香味吗', LIPSTICK, null],
  ['主播多高', LIPSTICK, null],
  ['耳环哪里买的', LIPSTICK, null],
  ['谁管啊？', LIPSTICK, null],
  ['男生可以用吗', LIPSTICK, null],
  ['需要卸妆吗', LIPSTICK, null],
  ['能改地址吗', LIPSTICK, null],
  ['退款三天了怎么还没到', LIPSTICK, null],
  ['有小样吗', LIPSTICK, null],
  ['几点下播', LIPSTICK, null],
  ['比上次便宜吗', LIPSTICK, null],
  ['划线价是怎么来的', LIPSTICK, null],
  ['和维C能一起用吗', CREAM, null],
];

describe('a question from the chat', () => {
  it.each(ASKED)('%s (of %s) is answered by %s', (text, productId, expected) => {
    const question = readQuestion(text, null);
    expect(question).not.toBeNull();
    const proposed = proposeAnswer({ text, subject: question?.subject ?? 'other', productId }, BLOCKS);
    expect(proposed?.block.blockId ?? null).toBe(expected);
    if (proposed !== null) {
      expect(proposed.confidence).toBeGreaterThanOrEqual(0.5);
      expect(proposed.confidence).toBeLessThanOrEqual(1);
    }
  });

  it('asked in the very words of an answer is answered with certainty', () => {
    const proposed = proposeAnswer({ text: '含酒精吗', subject: 'ingredients', productId: LIPSTICK }, BLOCKS);
    expect(proposed?.confidence).toBeCloseTo(1);
  });
});

describe('an answer', () => {
  const asked = { text: '发什么快递', subject: 'shipping', productId: null } as const;
  const courier = answer('courier', null, '发什么快递');

  it('that nobody approved, that an AI drafted, or that is no FAQ must not be proposed', () => {
    for (const block of [
      { ...courier, approvedBy: null },
      { ...courier, isDraftedByAi: true },
      { ...courier, kind: 'price' as const },
    ]) {
      expect(proposeAnswer(asked, [block])).toBeNull();
    }
    expect(proposeAnswer(asked, [courier])).not.toBeNull();
  });

  it('of the product itself comes before a general one', () => {
    const own = { ...courier, blockId: 'own' as ScriptBlockId, productId: LIPSTICK };
    expect(proposeAnswer({ ...asked, productId: LIPSTICK }, [courier, own])?.block.blockId).toBe('own');
    expect(proposeAnswer({ ...asked, productId: LIPSTICK }, [own, courier])?.block.blockId).toBe('own');
    expect(proposeAnswer(asked, [own])).toBeNull();
  });

  it('without a title is found by its tags or its first line', () => {
    const bare = { ...courier, title: '', text: '发什么快递？\n我们发顺丰' };
    expect(proposeAnswer(asked, [bare])?.block).toBe(bare);
  });
});
