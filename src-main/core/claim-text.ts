// A comment as the claim grammar reads it: one width, one case, one way of writing a digit, pictures as blanks.

const UNSEEN = /\u034f|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\u20e3|[\ufe00-\ufe0f]/g;

const PAIRS =
  '號号紅红黃黄藍蓝綠绿兩两個个雙双條条來来給给幫帮嗎吗麼么沒没誰谁為为還还顏颜單单組组盤盘換换謝谢顆颗張张這这們们價价錢钱買买購购點点對对鏈链圍围絨绒褲裤裝装襪袜碼码訂订刪删數数選选請请煩烦實实軟软長长';

/** What people write for what the grammar knows; every value is what a second look would leave alone. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)] as const),
  ...[...'❶❷❸❹❺❻❼❽❾'].map((digit, at) => [digit, String(at + 1)] as const),
  ['❿', '10'],
  ['➕', '+'],
  ['✖', 'x'],
  ['×', 'x'],
  ['❓', '?'],
  ['❔', '?'],
  ['⁉', '?'],
  ['’', "'"],
  ['‘', "'"],
]);
const ODD = new RegExp(
  `[${[...WRITTEN.keys()].join('')}]|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}]`,
  'gu',
);
/** A picture as some rooms write it: [比心]. */
const NAMED_PICTURE = /\[\p{L}{1,6}\]/gu;

/** The Han that no line of `WRITTEN` concerns. */
const PLAIN_HAN = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => String.fromCharCode(0x4e00 + at))
  .filter((letter) => !WRITTEN.has(letter))
  .join('');
/** Nothing to do but for blanks. */
const PLAIN = new RegExp(`^[ -@\\\\^-~${PLAIN_HAN}]*$`);
const LOOSE = /^ | $| {2}/;

/** A letter that is written otherwise, as the grammar has it. */
export const plainLetters: ReadonlyMap<string, string> = WRITTEN;

/** Reading it twice changes nothing: `normaliseClaim(normaliseClaim(text)) === normaliseClaim(text)`. */
export const normaliseClaim = (text: string): string => {
  const isPlain = PLAIN.test(text);
  if (isPlain && !LOOSE.test(text)) return text;
  const seen = isPlain
    ? text
    : text
        .replace(UNSEEN, '')
        .normalize('NFKC')
        .toLowerCase()
        .normalize('NFKC')
        .replace(UNSEEN, '')
        .replace(ODD, (picture) => WRITTEN.get(picture) ?? ' ')
        .replace(NAMED_PICTURE, ' ');
  return seen.replace(/\s+/g, ' ').trim();
};
