// Answers (答疑): which of the approved FAQ blocks answers a question from the chat, and how surely.

import type { Question } from './question.ts';
import { subjectOf } from './question.ts';
import type { ScriptBlock } from './script.ts';
import type { ProductId } from './units.ts';

/**
 * What exactly is asked. A subject of `readQuestion` holds several: 孕妇能用吗 and 含酒精吗 are both about ingredients, and
 * the answer to one is a wrong answer to the other.
 */
const CONCEPTS: readonly (readonly [name: string, words: RegExp])[] = [
  ['pregnancy', /孕妇|怀孕|孕期|备孕|哺乳|宝妈/],
  ['alcohol', /酒精/],
  ['fragrance', /香精|香味|味道|气味|有香|好闻|刺鼻/],
  ['hormone', /激素/],
  ['sensitive', /敏感|过敏|泛红|刺激|屏障/],
  ['acne', /闷痘|致痘|爆痘|长痘|痘痘|痘肌|闭口/],
  ['oily', /油皮|出油|混油|大油|油头/],
  ['dry', /干皮|起皮|拔干|卡粉|卡纹|紧绷/],
  ['contents', /成分表|成分|配方|什么材质|材质|面料|添加|防腐/],
  ['expiry', /保质期|生产日期|日期|过期|临期|哪天产|几月的|新鲜/],
  ['licence', /备案|批号|质检|检测报告|许可证/],
  ['authentic', /正品|真假|假货|保真|授权|专柜验|是真的/],
  ['invoice', /发票|开票/],
  ['returns', /退货|退换|能退|退吗|还能退|无理由|换货|运费险|包退/],
  ['refund', /退款/],
  ['courier', /什么快递|哪家快递|啥快递|哪个快递|顺丰|京东快递|中通|圆通|韵达|邮政/],
  [
    'ship_time',
    /(什么时候|几时|啥时候|何时|多久|几天|几号|今天|当天|明天|现货|马上|几点).{0,4}发(?!票)|发货时间|多久能发|几天发|多久发/,
  ],
  ['arrival', /几天(能|就|会)?到|多久(能|就|会)?到|(什么时候|啥时候).{0,3}到|能(收到|到)|要几天|到货时间|收得到/],
  ['postage', /包邮|邮费|运费(?!险)|快递费|加钱/],
  ['remote', /新疆|西藏|内蒙|海南|青海|宁夏|偏远|港澳|香港|澳门|台湾|国外|海外/],
  ['ship_from', /哪里发|哪发|从哪|哪儿发|发货地|哪个仓|什么地方发/],
  ['address', /改地址|换地址|地址/],
  ['merge', /一起发|合并|合单|拼单发/],
  ['privacy', /包装.{0,4}写|保密发/],
  ['undertone', /黄皮|黄黑皮|黑皮|白皮|冷皮|暖皮|肤色|显白|显黑/],
  ['shade_choice', /哪个色|什么色|哪个颜色|选哪个|推荐哪个|哪款颜色|适合哪个|挑哪个/],
  ['shade_count', /几个颜色|几个色|多少个?颜色|几种颜色|有什么颜色|哪些颜色|有哪些色|几个色号/],
  ['colour_cast', /偏橘|偏粉|偏棕|偏红|色差|偏紫/],
  ['clothes_size', /穿什么码|穿多大|什么码|几码|选码|尺码|偏大|偏小|身高|体重|\d+斤|码数|拿什么码|腰围|胸围/],
  ['volume', /毫升|净含量|多少克|多大一|多大瓶|容量|规格|多少g|多少ml|几片|几支一|一盒多少|多重/],
  ['lasting', /用多久|能用几|够用|用几个月/],
  ['trial', /小样|旅行装|试用装|中样/],
  ['coverage', /盖住|遮瑕|遮得住|显毛孔|唇色深/],
  ['durability', /防水|沾杯|脱妆|掉色|持妆|掉不掉|褪色|起球|缩水/],
  ['price', /多少钱|什么价|怎么卖|多少米|几块|价格|到手|啥价/],
  ['cheaper', /便宜|上次|旗舰店|比.{0,6}贵|价保|保价|明天还是/],
  ['compare_price', /划线价|原价/],
  ['coupon', /券|会员|红包|折/],
  ['threshold', /满减|凑单|满多少/],
  ['bundle', /两.{1,2}(装|.?优惠|多少|划算)|组合|套装|买两|多买|几件优惠/],
  ['gift', /送什么|送啥|送不|有送|赠品|赠|送吗|礼物/],
  [
    'deal_time',
    /几点.{0,4}(闪购|秒杀|开抢|抢)|(闪购|秒杀|开抢|抢购).{0,6}(几点|什么时候|吗|多久)|什么时候.{0,4}(闪购|秒杀|抢)/,
  ],
  ['limit', /限购|限几|每人几|一人几|能拍几/],
  ['stock', /还有吗|还有没有|有货|没货|没了吗|还剩|(?<!加)库存|售罄|抢光|断货|卖完/],
  ['restock', /补货|加库存|再上|什么时候有|返场|预售|加单/],
  ['link', /链接|小黄车|(哪里|在哪)(能|可以)?买(?!的)|怎么买|怎么下单|怎么拍|几号/],
  ['how_to_use', /怎么用|用法|怎么涂|怎么敷|使用方法|怎么洗|怎么穿|怎么装/],
  ['order_of_use', /先用|顺序|哪个先|步骤/],
  ['frequency', /天天用|每天用|几天一次|一周几|多久用|早晚|早上用|晚上用|几次/],
  ['rinse', /要洗|用洗|洗掉|冲洗|要不要洗/],
  ['removal', /卸妆|难卸|好卸|怎么卸/],
  ['mixing', /一起用|同时用|搭配|叠加|混用/],
  ['amount', /一次用多少|用量|挤多少/],
  ['children', /小孩|孩子|宝宝|儿童|小朋友/],
  ['men', /男生|男士|老公|男朋友|男的/],
  ['students', /学生|未成年/],
  ['elders', /妈妈|老人|长辈|婆婆|四十|五十|年纪/],
  ['eyes', /眼周|眼部|眼睛|眼角/],
];

const conceptsOf = (text: string): ReadonlySet<string> => {
  const folded = text.normalize('NFKC').toLowerCase();
  return new Set(CONCEPTS.filter(([, words]) => words.test(folded)).map(([name]) => name));
};

const NOISE =
  /[\s\p{P}\p{S}]+|\d+\s*号(?:链接)?|请问|主播|姐妹们?|老板|客服|这个|那个|这款|你们|我们|可以|能不能|有没有|是不是|会不会|什么|怎么|一下|问|能|吗|呢|么|啊|呀|吧|哦|嘛|的|了|会|要|有|是/gu;

const pairsOf = (text: string): ReadonlySet<string> => {
  const plain = text.normalize('NFKC').toLowerCase().replace(NOISE, '');
  if (plain.length === 1) return new Set([plain]);
  return new Set([...plain].slice(1).map((letter, at) => `${[...plain][at] ?? ''}${letter}`));
};

/** Dice's measure: 1 for the same things, 0 for nothing in common or nothing at all. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((each) => b.has(each)).length;
  return (2 * shared) / (a.size + b.size);
};

export interface AskedQuestion extends Pick<Question, 'subject'> {
  readonly text: string;
  /** The product that it is about: the one named, else the one pinned; null where neither is known. */
  readonly productId: ProductId | null;
}

export interface ProposedAnswer {
  readonly block: ScriptBlock;
  /**
   * 0..1: how much the question and the block's heading ask the same (what exactly is asked 0.6, words 0.3, subject 0.1),
   * taken down by a tenth where the answer is a general one though a product is meant. Only 0.5 and more is proposed.
   */
  readonly confidence: number;
}

const LEAST_CONFIDENCE = 0.5;

/** The question that a block answers: its title and tags; only where it has neither, its first line. */
const headingOf = ({ title, tags, text }: ScriptBlock): readonly string[] => {
  const headings = [title, ...tags].filter((words) => words !== '');
  return headings.length > 0 ? headings : [text.split('\n')[0] ?? ''];
};

const likenessTo = (asked: AskedQuestion, heading: string): number => {
  const wanted = conceptsOf(asked.text);
  const offered = conceptsOf(heading);
  const words = likeness(pairsOf(asked.text), pairsOf(heading));
  const isSameSubject = subjectOf(heading) === asked.subject;
  if (wanted.size === 0 || offered.size === 0) {
    // Nothing known is asked: the words alone must say that it is the same question.
    return wanted.size === offered.size ? Math.min(1, words * 0.9 + (isSameSubject ? 0.1 : 0)) : words * 0.6;
  }
  return likeness(wanted, offered) * 0.6 + words * 0.3 + (isSameSubject ? 0.1 : 0);
};

/** Only what a person approved as it stands may be put before the host or sent. */
const isApproved = (block: ScriptBlock): boolean =>
  block.kind === 'faq' && block.approvedBy !== null && !block.isDraftedByAi;

const confidenceOf = (asked: AskedQuestion, block: ScriptBlock): number => {
  const best = Math.max(...headingOf(block).map((heading) => likenessTo(asked, heading)));
  return block.productId === null && asked.productId !== null ? best * 0.9 : best;
};

/** The best approved answer, or null where none fits well enough. An answer about another product is none. */
export const proposeAnswer = (asked: AskedQuestion, blocks: readonly ScriptBlock[]): ProposedAnswer | null => {
  let best: ProposedAnswer | null = null;
  for (const block of blocks) {
    if (!isApproved(block) || (block.productId !== null && block.productId !== asked.productId)) continue;
    const confidence = confidenceOf(asked, block);
    if (confidence < LEAST_CONFIDENCE) continue;
    if (
      best === null ||
      confidence > best.confidence ||
      (confidence === best.confidence && block.order < best.block.order)
    ) {
      best = { block, confidence };
    }
  }
  return best;
};
