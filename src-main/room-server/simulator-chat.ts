// What people say in the simulated room: questions, claims, praise, complaints and small talk, about what is pinned.

import type { SeededRandom } from './seeded-random.ts';

/** What a comment may refer to. */
export interface ChatTopic {
  /** Null while nothing is pinned. */
  readonly pinned: {
    readonly number: number;
    /** The product's short name, e.g. 口红. */
    readonly thing: string;
    readonly unit: string;
    /** Titles of its variants; empty where there is nothing to choose. */
    readonly shades: readonly string[];
    readonly yuan: string;
    readonly isLow: boolean;
  } | null;
  /** Another product's number and short name. */
  readonly other: { readonly number: number; readonly thing: string };
  readonly isDealOn: boolean;
  /** The picture stood still a moment ago. */
  readonly wasStalled: boolean;
}

const lines = (text: string): string[] =>
  text
    .split('|')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const ASK_SHADE = lines(`
  {shade}黄皮能涂吗|{shade}显白吗|黄黑皮选哪个色|冷白皮选哪个|{shade}和{shade2}有啥区别|{shade}上脸试一下呗|主播试色看看{shade}|素颜能用{shade}吗|
  {shade}日常吗 会不会太夸张|{shade}还有吗|学生党选{shade}还是{shade2}|{shade}偏橘吗|{shade}偏粉还是偏棕|四十岁适合哪个|唇色深能盖住吗|暖皮推荐哪个|{shade}会不会显老|
  {number}号一共几个颜色|{shade}跟上次那个一样吗|{shade2}断货了吗|{shade}夏天用合适吗|给妈妈买选哪个|想要{shade} 但是怕不适合`);
const ASK_SIZE = lines(`
  这个多大一{unit}|净含量多少|一{unit}能用多久|有小样吗|有没有旅行装|有大瓶的吗|{number}号规格是多少|一{unit}多少毫升|有没有替换装|比正装小多少|两{unit}装划算还是单{unit}|
  是正装吗|图上几{unit}|一次用多少`);
const ASK_SHIP = lines(`
  今天拍什么时候发货|发什么快递|新疆包邮吗|西藏发吗|从哪里发货|几天能到|能发顺丰吗|周五前能到吗|偏远地区要加钱吗|能改地址吗|可以一起发吗|内蒙要几天|海南几天到|
  双十二之前能收到不|昨天拍的怎么还没发|能开发票吗|送运费险吗|可以七天无理由吗|拆开用了还能退吗|港澳能寄吗|外包装会写内容吗`);
const ASK_PRICE = lines(`
  {number}号多少钱|{thing}现在什么价|比上次便宜吗|有券吗|满减怎么算|买两{unit}有优惠吗|划线价是怎么来的|到手多少|明天还是这个价吗|会员还有折吗|和旗舰店一样价吗|
  等会儿有闪购吗|几点开闪购|{yuan}包邮吗|拍两{unit}多少|有没有组合价|上次不是更便宜吗|{other}号多少钱`);
const ASK_WHAT = lines(`
  孕妇能用吗|哺乳期可以用吗|含酒精吗|敏感肌可以吗|会闷痘吗|油皮能用吗|干皮会不会起皮|有香味吗|成分表能看一下吗|保质期到什么时候|生产日期是几月的|备案号有吗|
  是正品吗|有没有香精|激素脸能用吗|学生能用吗|男生可以用吗|敷完要洗吗|早上用还是晚上用|可以天天用吗|防水吗|会不会沾杯|会脱妆吗|需要卸妆吗|和维C能一起用吗|
  眼周可以用吗|小孩能用吗|痘痘肌能用不|先用{thing}还是先用面霜|{thing}怎么用`);
const ASK_STOCK = lines(`
  还有吗|还剩多少|什么时候补货|{number}号怎么没库存了|能加库存吗|{shade}没了吗|链接在哪|几号链接|{number}号链接打不开|怎么拍不了|为什么显示已抢光|候补到了吗|
  {other}号还讲吗|{other}号{otherThing}有货吗|{otherThing}什么时候讲|错过了{other}号 能返场吗`);
const CLAIM = lines(`
  {number}号 +1|扣1|+1|{number} +1|{number}号+{count}|{number} {shade} {count}{unit}|{shade} +1|{number}号 {shade} +1|{shade}{count}{unit}|我要{shade}|要{count}{unit}{shade}|
  {number}号{count}{unit}|{number}号 {count}{unit}|{number}号 {shade} x{count}|+{count} {shade}|１|1|11111|{number}号扣{count}|{number}号 ＋１|扣{number}|{number}，{shade}，{count}{unit}|
  {shade} {shade2} 各一{unit}|{number}号要了|给我留一{unit}{shade}|老规矩 {count}{unit}|{number}号包色|{thing}+1|{number}-{shade}-{count}|来{count}{unit}`);
const SIMPLE_CLAIM = CLAIM.filter((line) => !line.includes('{shade'));
const BOUGHT = lines(`
  拍了|已拍|已付款|刚拍了两{unit} 坐等发货|给老婆拍一{unit}|拍好了 麻烦早点发|付了付了|抢到了|终于抢到{shade}了|给我妈也拍了一份|已下单 求小样|拍了{count}{unit} 够用到明年|闺蜜也让我拍一{unit}|
  已付 备注看一下|第二次回购了`);
const PRAISE = lines(`
  这个好用 我回购三次了|上次买的{thing}很喜欢|主播皮肤真好|主播今天好美|颜色好看|质地看着好细腻|这个价可以|讲得真仔细|喜欢{shade}|{shade}真的好看|包装好好看|
  客服态度很好|发货挺快的 昨天就到了|试色好真实 不开滤镜|主播讲话好舒服|{thing}真的不错|用了一周 挺润的|我妈说好用|空瓶了 来补货|比专柜划算|比上次便宜好多|上脸好自然|
  这个色我有 日常涂很合适|好看好看|爱了爱了|冲冲冲|不错不错|味道好闻|手慢无啊姐妹们|已种草`);
const COMPLAIN = lines(`
  怎么又没货了|上次的还没发货|客服不回消息|快递破了谁管|声音有点小|灯光太亮看不清颜色|讲慢一点 没听清|能不能别老催|退款三天了还没到|上次少发了一{unit}|
  色差有点大|价格怎么跟刚才不一样|背景音乐太吵|链接点进去是别的|等半天了还不开|没抢到 手速太慢了|泵头是坏的 怎么换`);
const TALK = lines(`
  来了来了|晚上好|主播好|第一次来|刚下班|今天好冷啊|哈哈哈哈|哈哈哈|666|学到了|有没有湖南的姐妹|北京下雪了|吃饭了吗|主播喝口水吧|刚洗完澡来看|一边带娃一边看|
  你们那边几度|明天还播吗|几点下播|关注了|点赞点赞|帮忙点点赞|衣服好看 求链接|耳环哪里买的|头发是自己卷的吗|这个口音是哪里的呀|主播多高|囤货时间到|钱包在哭|这个月工资又没了|
  老公不让买 偷偷买|室友问我在看什么|我就看看不买|看了一个小时了|刚来 讲到几号了|讲到哪了|前面讲的{other}号是什么|{other}号{otherThing}再讲一下|想听{otherThing}|求讲{other}号|🌹🌹🌹|
  👍|😂😂|❤️❤️❤️|[比心][比心]|[赞]|[呲牙]|哈喽|路过|打卡|签到|第十二场了 每场都在|晚安 先睡了|网好卡|加油|听懂了|好的|收到|嗯嗯|可以|谢谢主播|懂了懂了|+关注|`);
const STALLED = lines(
  '卡了|怎么不动了|卡住了|是我网不好吗|画面停了|没声音了|听不到了|好了好了|又好了|刚才断了|刚刚讲什么了 没听到',
);
const DEAL = lines(`
  开了开了|冲|快快快|闪购价多少|限几{unit}|每人几{unit}|还剩多少|抢到了|没抢到|怎么还是原来的价|倒计时呢|秒没|再加点库存吧|终于等到了|{yuan}太可以了|手抖了 拍成两{unit}|候补候补`);

/** Weights of the kinds of talk: with nothing pinned, with something pinned, while a deal runs. */
const KINDS: readonly { readonly lines: readonly string[]; readonly weights: readonly [number, number, number] }[] = [
  { lines: TALK, weights: [52, 24, 12] },
  { lines: PRAISE, weights: [12, 16, 9] },
  { lines: ASK_SHADE, weights: [0, 9, 4] },
  { lines: ASK_SIZE, weights: [2, 4, 1] },
  { lines: ASK_SHIP, weights: [10, 6, 3] },
  { lines: ASK_PRICE, weights: [6, 6, 4] },
  { lines: ASK_WHAT, weights: [3, 8, 2] },
  { lines: ASK_STOCK, weights: [5, 4, 5] },
  { lines: CLAIM, weights: [1, 14, 32] },
  { lines: COMPLAIN, weights: [4, 3, 3] },
  { lines: DEAL, weights: [0, 0, 22] },
];
const WEIGHT_SUMS = [0, 1, 2].map((mood) => KINDS.reduce((sum, kind) => sum + (kind.weights[mood] ?? 0), 0));

const pickKind = (random: SeededRandom, mood: 0 | 1 | 2): readonly string[] => {
  let left = random.next() * (WEIGHT_SUMS[mood] ?? 0);
  for (const kind of KINDS) {
    left -= kind.weights[mood];
    if (left < 0) return kind.lines;
  }
  return TALK;
};

const fill = (random: SeededRandom, template: string, topic: ChatTopic): string => {
  const { pinned, other } = topic;
  const shades = pinned?.shades ?? [];
  const first = shades.length === 0 ? 0 : random.whole(0, shades.length - 1);
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'shade') return shades[first] ?? '这个';
    if (slot === 'shade2') return shades[(first + 1) % shades.length] ?? '那个';
    if (slot === 'other') return String(other.number);
    if (slot === 'otherThing') return other.thing;
    if (slot === 'count') return random.pick(['1', '1', '2', '2', '2', '3', '5', '两']);
    if (slot === 'number') return String(pinned?.number ?? other.number);
    if (slot === 'unit') return pinned?.unit ?? '件';
    if (slot === 'yuan') return pinned?.yuan ?? '这个价';
    return pinned?.thing ?? other.thing;
  });
};

const TAILS = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '？',
  '?',
  '！',
  '~',
  '呀',
  '啊',
  '哈',
  ' 谢谢',
  '🙏',
  '😭',
  '[流泪]',
  '。。',
];

const makeLine = (random: SeededRandom, kind: readonly string[], topic: ChatTopic): string => {
  const hasChoice = topic.pinned !== null && topic.pinned.shades.length > 1;
  const picked = random.pick(kind);
  // Nobody asks for a shade where there is none to choose.
  const said = fill(
    random,
    picked.includes('{shade') && !hasChoice ? random.pick(kind === CLAIM ? SIMPLE_CLAIM : TALK) : picked,
    topic,
  );
  return kind === CLAIM ? said : said + random.pick(TAILS);
};

/** One comment. */
export const sayLine = (random: SeededRandom, topic: ChatTopic): string => {
  if (topic.wasStalled && random.chance(0.3)) return makeLine(random, STALLED, topic);
  if (topic.pinned?.isLow === true && random.chance(0.12)) return makeLine(random, ASK_STOCK, topic);
  return makeLine(random, pickKind(random, topic.isDealOn ? 2 : topic.pinned === null ? 0 : 1), topic);
};

/** What a buyer says after paying. */
export const sayBought = (random: SeededRandom, topic: ChatTopic): string => makeLine(random, BOUGHT, topic);
