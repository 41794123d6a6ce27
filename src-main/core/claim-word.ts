// The words of the claim grammar that no shop brings with it: those that ask, take back, change, count, and those that forbid a claim.

/**
 * `block`: whoever says it asks for nothing (a question, a past, a limit, a refusal). `measure`: after a number it is a price, a
 * time or a weight. `number`: a product's number follows. `sign`: a quantity follows. `refuse`: takes
 * back what is named, and nothing where nothing is.
 */
export type WordKind =
  | 'block'
  | 'verb'
  | 'filler'
  | 'and'
  | 'all'
  | 'all_of_it'
  | 'each'
  | 'take_back'
  | 'refuse'
  | 'change'
  | 'unit'
  | 'measure'
  | 'number'
  | 'sign';

const WORDS: Readonly<Record<WordKind, string>> = {
  block:
    '? @ = 吗 么 没 几 哪 谁 怎 咋 啥 呢 多少 什么 多大 多久 多重 不 别 已 刚 昨 前天 上次 上回 收到 少发 发了 到了 用了 限 每 人均 剩 只有 才 共 满 第 前 后 ' +
    '库存 补货 问 求 支持 建议 关注 热度 人气 粉丝 赞 顶 算了 买了 拍了 抢了 付了 下单了 拍下了 拍好 拍完 买过 拍过 用过 有 是 试 讲 看 听 发货 快递 包邮 运费 ' +
    '回购 好用 好看 喜欢 便宜 划算 贵 差评 退款 退货 换货 换季 打不开 进不去 抢光 抢不到 抢到 价 钱 送 减 送的 一样 一起 一下 一直 一次 一共 一般 一定 一生 一会 ' +
    '还是 或 or 要不 要是 要死 要哭 要命 要睡 要闭 不要脸 改地址 改价 改天 改名 换个 来了 来看 来晚 来听 来个 来点 来不及 未来 号色 个人 和我 帮忙 客服 在哪 ' +
    "how what which where when why who does do did is are was were can could any got have has love not don't dont won't",
  verb:
    '要 来 拍 留 买 抢 加 想要 我要 要了 拍下 下单 预定 预订 订 需要 给我 给我来 给我留 给我拍 帮我拍 帮我留 再来 再拍 再要 再加 还要 也要 ' +
    "want take get need buy order sold mine i'll i'd ill gimme grab reserve add",
  filler:
    '我 我想 想 想买 给 帮 帮我 请 麻烦 老板 老板娘 主播 亲 亲亲 宝 宝宝 宝贝 姐 姐姐 姐妹 哥 小姐姐 谢谢 谢 谢啦 感谢 辛苦了 哈 哈哈 啊 呀 哦 噢 吧 呗 嘛 哟 啦 喽 了 的 就 再 也 还 都 这个 那个 ' +
    '这款 那款 这件 这支 这套 此款 老规矩 链接 颜色 尺码 尺寸 码数 款式 规格 型号 款 好的 好 ok 嗯 先 直接 赶紧 快 快快 冲 ! ~ . 。 … " ( ) 【 】 「 」 备注 数 ' +
    '@主播 @客服 @老板 please pls plz thanks thank you thx ty for me of the in i my one_in size color colour colours colors would like also too hi hello hey just with ' +
    '麻烦了 拜托 安排',
  and: ', 、 ; / - & | : · 和 跟 与 及 还有 以及 外加 and plus',
  all:
    '包色 全色 全包 各色 每色 每个颜色 每个色 每种颜色 每样 每款 所有颜色 全部颜色 颜色全要 颜色都要 全部色号 所有色号 色号全要 色号都要 一色一 各个颜色 ' +
    'all_colors all_colours every_color every_colour each_color each_colour one_of_each one_in_each all_shades every_shade',
  all_of_it: '全要 全都要 都要 都要了 全部都要 全部 全都 all',
  each: '各 各要 各来 各拍 各扣 分别 each ea',
  take_back:
    '不要了 不想要了 不拍了 不买了 不用了 取消 取消掉 取消了 去掉 删掉 删除 撤 撤回 撤掉 撤销 退掉 不需要了 cancel cancelled remove delete no_longer_want no_longer_need ' +
    "don't_want_it dont_want_it",
  refuse: "不要 不想要 don't_want dont_want do_not_want don't_need",
  change:
    '改成 改为 改 改下 改一下 改要 改拍 改到 换成 换 换为 换到 换要 换一下 变成 更正 更改 更改为 打错了 写错了 拍错了 错了 还是要 还是拍 还是来 changed change_to change_it_to change make_it ' +
    'make_that switch_to switch swap_to swap instead',
  unit: '个 支 件 瓶 盒 套 单 份 条 双 只 片 包 罐 箱 盘 袋 组 提 对 枚 把 根 台 张 颗 本 副 pcs pc piece pieces pair pairs set sets box boxes bottle bottles pack packs x',
  measure:
    '块 元 毛 角 分 折 点 天 月 年 周 秒 岁 度 米 斤 克 人 位 名 楼 次 场 倍 万 千 百 亿 % 小时 分钟 号线 比 w k g kg ml cm usd rmb $ € days day hours am pm %',
  number: '# no no. number num item link nr 编号 货号 链接号 商品',
  sign: '+ 扣 * 打 敲 刷 数量 x qty quantity',
};

const SEVERAL: readonly WordKind[] = ['unit', 'measure', 'sign'];

const toWords = (kind: WordKind): readonly string[] => WORDS[kind].split(' ').map((word) => word.replaceAll('_', ' '));
const isWordKind = (kind: string): kind is WordKind => Object.hasOwn(WORDS, kind);
const KINDS = Object.keys(WORDS).filter(isWordKind);

/** Words that stand by themselves; the rest counts only beside a number. */
export const CLAIM_WORDS: ReadonlyMap<string, WordKind> = new Map(
  KINDS.filter((kind) => !SEVERAL.includes(kind)).flatMap((kind) => toWords(kind).map((word) => [word, kind] as const)),
);

/** How long the longest of words is that begins with a letter, by the letter. */
export type WordStarts = ReadonlyMap<string, number>;
export const startsOf = (words: Iterable<string>, more?: WordStarts): WordStarts => {
  const starts = new Map(more);
  for (const word of words) starts.set(word.charAt(0), Math.max(word.length, starts.get(word.charAt(0)) ?? 0));
  return starts;
};

export const UNIT_WORDS: ReadonlySet<string> = new Set(toWords('unit'));
export const MEASURE_WORDS: ReadonlySet<string> = new Set(toWords('measure'));
export const SIGN_WORDS: ReadonlySet<string> = new Set(toWords('sign'));
export const NUMERALS = '零一二两三四五六七八九十';
export const ENGLISH_NUMERALS: ReadonlyMap<string, number> = new Map(
  ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, at) => [word, Math.max(1, at)] as const,
  ),
);
