// Questions in the chat: which comments ask something, what about, and which of them are the same question.

/** What viewers of a sale ask about; the order is that of the rules below. */
export type QuestionSubject = 'size' | 'price' | 'shipping' | 'stock' | 'ingredients' | 'usage' | 'deal' | 'other';

const ASKS =
  /[?？]|吗|呢[。!！~～]*$|么[。!！~～]*$|什么|多少|怎么|咋|哪[个款里种些儿家]|[在从]哪|几[个天号点块种支件月]|啥|能不能|有没有|可不可以|是不是|会不会|要不要|多久|多大|多重|多高|为什么|谁|[能会有是到以].{0,8}不[。!！~～]*$/;
/** Every question holds one of these: who looks for them first (chat-look.ts) need not ask the dear way. */
export const ASKING_LETTERS = '?？吗呢么多咋哪几啥不没谁';
/** Words of a question that ask nothing. */
const MAYBE_RHETORIC = /[么多谁]/;
const RHETORIC = /没什么|什么都|怎么[这那]么|不怎么|怎么都|多少都|没多少|谁都|么么哒/g;

const SUBJECTS: readonly (readonly [QuestionSubject, RegExp])[] = [
  ['deal', /闪购|秒杀|抢(?![光完没])|优惠|活动|券|满减|赠|送(什么|啥|吗|不)|福利/],
  ['shipping', /发货|快递|包邮|邮费|运费|几天到|多久到|收到[不吗没]|什么时候到|寄|物流|到货|偏远|顺丰/],
  ['stock', /有货|没货|库存|补货|还有吗|还有没有|卖完|售罄|断货|抢[光完没]|加库存|缺货/],
  ['price', /价|多少钱|几块|贵|便宜|怎么卖|多少米/],
  ['ingredients', /成分|酒精|香精|敏感|孕妇|过敏|防腐|添加|致痘|烟酰胺|含(?!量)|保质期|日期/],
  ['usage', /怎么用|用法|怎么涂|早晚|顺序|先用|几次|多久用|搭配|卸妆|用完/],
  [
    'size',
    /色号|颜色|显白|黄皮|尺寸|(?<![扫号密条])码|身高|体重|多重|多大|毫升|多少g|克|规格|白皮|冷皮|暖皮|哪个色|什么色|大小|容量|含量|正红|试色|拔干|肤质|干皮|油皮|混油|敏感肌/,
  ],
];

const NOISE = /[\s\p{P}\p{S}]+|吗|呢|(?<![什怎多这那])么|啊|呀|吧|哦|嘛|请问|主播|亲|宝|姐妹|老板|这个|那个|你们/gu;

/** What a text is about by its words; `other` where they tell nothing. */
export const subjectOf = (text: string): QuestionSubject =>
  SUBJECTS.find(([, words]) => words.test(text))?.[0] ?? 'other';

const LONGEST = 200;

export interface Question {
  readonly subject: QuestionSubject;
  /** The same for questions that ask the same: subject, product number, and for `other` the words themselves. */
  readonly key: string;
}

/** The question in a comment, or null where it asks nothing. `pinnedNumber` stands in where the comment names no product. */
export const readQuestion = (text: string, pinnedNumber: number | null): Question | null => {
  if (
    text.length > LONGEST ||
    !ASKS.test(text) ||
    (MAYBE_RHETORIC.test(text) && !ASKS.test(text.replace(RHETORIC, '')))
  )
    return null;
  const subject = subjectOf(text);
  const named = text.includes('号') ? /(\d{1,3})\s*号/.exec(text.normalize('NFKC'))?.[1] : undefined;
  const number = named === undefined ? pinnedNumber : Number(named);
  const words = subject === 'other' ? text.replace(NOISE, '').slice(0, 12) : '';
  if (subject === 'other' && words.length < 2) return null;
  return { subject, key: `${subject}:${number ?? '-'}:${words}` };
};

/** The product number in a question's key; null where neither its words nor the pin named one. */
export const numberAsked = (key: string): number | null => {
  const number = /^[a-z]+:(\d{1,9}):/.exec(key)?.[1];
  return number === undefined ? null : Number(number);
};
