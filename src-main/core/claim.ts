// Claims (喊单): comments that ask for a product, like 「3号 +1」, 「扣1」, 「3 枫叶红 2支」. Recognised here, not yet granted.

export interface Claim {
  /** The product's number on the run sheet; null means the one being explained. */
  readonly number: number | null;
  readonly quantity: number;
}

const LONGEST = 40;
const MOST = 99;

/** A question, a refusal, an order that exists already, a limit, or agreement with somebody: nobody asks for anything. */
const NO_CLAIM =
  /[?？]|吗|么|没|不|别|几|哪|谁|多少|怎|咋|为啥|取消|算了|退|已|刚|上次|昨天|[买拍抢付]了|收到|少发|发了|限|每|人均|剩|只有|才|共|满|第|前|后|库存|补货|同问|问|求|支持|建议|关注|热度|人气|粉丝|赞|顶/;

const CHINESE = '一二两三四五六七八九十';
const COUNTS = new RegExp(`[\\d${CHINESE}]`);
const NUMBER = `(?<number>\\d{1,3}|[${CHINESE}]{1,3})`;
const QUANTITY = `(?<quantity>\\d{1,2}|[${CHINESE}]{1,3})`;
/** All but 个, which counts everything under the sun. */
const UNIT = '(?:支|件|瓶|盒|套|单|份|条|双|只|片|包|罐|箱|盘|袋|组|提|对)';
const ANY_UNIT = `(?:个|${UNIT})`;
const GAP = '[\\s,、;/-]*';
const BREAK = '[\\s,、;/-]+';
/** A shade, a size, a keyword; right behind a number it must not turn that into a price, a time or a measure. */
const WORD = '(?![块元毛角分折点天月年周秒岁度米斤克])[\\p{L}\\p{M}]{1,10}?';
const SIGN = '(?:\\+|扣|要|来|拍|留|x|×|\\*)';
const PLEASE = '(?:(?:给|帮)我|麻烦)?我?(?:想|再|就)?';
const END = '[\\s!~。.]*(?:谢谢|哈|啊|呀|哦|吧)?[\\s!~。.\\p{Extended_Pictographic}\\p{Emoji_Modifier}]*$';

const FORMS: readonly RegExp[] = [
  // 3号+1, 三号链接要两支, 2号 枫叶红 x2, 3号2支
  `^${PLEASE}(?:要|来|拍)?${NUMBER}\\s*号(?:链接)?${GAP}(?:${WORD})??${GAP}(?:${SIGN}\\s*${QUANTITY}${ANY_UNIT}?|(?<quantity2>\\d{1,2}|[${CHINESE}]{1,3})\\s*${ANY_UNIT})${END}`,
  // 3 +1, 3+1, 3枫叶红2支, 3 2支, 3，枫叶红，2支
  `^(?<number>\\d{1,3})${GAP}(?:${WORD}${GAP})?${SIGN}\\s*${QUANTITY}${ANY_UNIT}?${END}`,
  `^(?<number>\\d{1,3})(?:${BREAK}|${GAP}${WORD}${GAP})${QUANTITY}\\s*${ANY_UNIT}${END}`,
  // 3 枫叶红 2, 3-枫叶红-2
  `^(?<number>\\d{1,3})${BREAK}(?!${SIGN})\\p{L}{2,10}${BREAK}(?<quantity>\\d{1,2})${END}`,
  // +1, 扣1, 要两支, 给我留一支枫叶红, +1 枫叶红
  `^${PLEASE}(?:\\+|扣|要|来|拍|留|加)\\s*${QUANTITY}(?:\\s*${ANY_UNIT}|\\s*${UNIT}\\s*${WORD}|\\s+${WORD})?${END}`,
  // 枫叶红+1, 枫叶红2支
  `^${WORD}${GAP}(?:\\+|x|×|\\*)\\s*${QUANTITY}${ANY_UNIT}?${END}`,
  `^${WORD}${GAP}(?<quantity>\\d{1,2}|两)\\s*${ANY_UNIT}${END}`,
  // 来两支3号
  `^${PLEASE}(?:要|来|拍|留)\\s*${QUANTITY}\\s*${ANY_UNIT}\\s*${NUMBER}\\s*号(?:链接)?${END}`,
  // 3号要了, 我要3号
  `^${NUMBER}\\s*号(?:链接)?\\s*我?(?:要了?|拍|扣)${END}`,
  `^${PLEASE}(?:要|来|拍)\\s*${NUMBER}\\s*号(?:链接)?${END}`,
].map((source) => new RegExp(source, 'iu'));

/** What every form above holds: nearly all comments are told from claims by this one look. */
const MARKS = /[号+扣要来拍留加x×*支件瓶盒套单份条双只片包罐箱盘袋组提对个]|[\s,、;/-].*[\s,、;/-]/i;
/** Text that NFKC would leave as it is. */
const PLAIN = /^[\u0020-\u007e\u4e00-\u9fff]*$/;

/** 「12」, 「十二」; NaN where it is neither. */
const readNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = [...text].map((letter) => (letter === '两' ? 2 : CHINESE.replace('两', '').indexOf(letter) + 1));
  const [first = 0, second = 0, third = 0] = digits;
  if (digits.length === 1) return first;
  if (digits.length === 2) return first === 10 ? 10 + (second % 10) : second === 10 ? first * 10 : Number.NaN;
  return second === 10 && first < 10 && third < 10 ? first * 10 + third : Number.NaN;
};

const claimOf = (number: string | undefined, quantity: string | undefined): Claim | null => {
  const claim = {
    number: number === undefined ? null : readNumber(number),
    quantity: quantity === undefined ? 1 : readNumber(quantity),
  };
  const isSound = claim.quantity >= 1 && claim.quantity <= MOST && (claim.number === null || claim.number >= 1);
  return isSound ? claim : null;
};

/** The claim that a comment makes, or null. Full-width forms, keycaps and Chinese numerals are read like digits. */
export const readClaim = (text: string): Claim | null => {
  if (text.length > 2 * LONGEST) return null;
  const said = (PLAIN.test(text) ? text : text.normalize('NFKC').replace(/[\ufe0f\u20e3]/g, '')).trim();
  if (said.length === 0 || said.length > LONGEST) return null;
  if (!MARKS.test(said) || !COUNTS.test(said) || NO_CLAIM.test(said)) return null;
  for (const form of FORMS) {
    const groups = form.exec(said)?.groups;
    if (groups !== undefined) return claimOf(groups.number, groups.quantity ?? groups.quantity2);
  }
  return null;
};
