// Claims (喊单): comments that ask for a product, like 「3号 +1」, 「扣1」, 「3 枫叶红 2支」. Recognised here, not yet granted.

export interface Claim {
  /** The product's number on the run sheet; null means the one being explained. */
  readonly number: number | null;
  readonly quantity: number;
}

const MOST = 99;
const UNITS = '支|件|个|瓶|盒|套|单|份|条|双|只|片|包|罐|箱';

/** 「3号 +2」「3号扣1」「3+1」「三号链接要两支」 come down to: number, a sign of wanting, quantity. */
const NUMBERED = new RegExp(
  `^(\\d{1,3})\\s*(?:号(?:链接)?)?\\s*(?:[\\p{L}]{0,8}?)\\s*(?:[+＋]|扣|要|来|拍|x|×|\\s)\\s*(\\d{1,2})\\s*(?:${UNITS})?[\\s!！~～。]*$`,
  'iu',
);
const COUNTED = new RegExp(`^(\\d{1,3})\\s*号?\\s*[\\p{L}]{0,8}?\\s*(\\d{1,2})\\s*(?:${UNITS})[\\s!！~～。]*$`, 'iu');
const BARE = new RegExp(`^(?:[+＋]|扣|要|来|拍)\\s*(\\d{1,2})\\s*(?:${UNITS})?[\\s!！~～。]*$`, 'u');
const WANTED = /^(\d{1,3})\s*号(?:链接)?\s*(?:我?要了?|拍了?|扣)[\s!！~～。]*$/u;

const granted = (number: number | null, quantity: number): Claim | null =>
  quantity >= 1 && quantity <= MOST && (number === null || number >= 1) ? { number, quantity } : null;

export const readClaim = (text: string): Claim | null => {
  const said = text.trim();
  if (said.length === 0 || said.length > 40) return null;
  const bare = BARE.exec(said);
  if (bare !== null) return granted(null, Number(bare[1]));
  const numbered = NUMBERED.exec(said) ?? COUNTED.exec(said);
  if (numbered !== null) return granted(Number(numbered[1]), Number(numbered[2]));
  const wanted = WANTED.exec(said);
  return wanted === null ? null : granted(Number(wanted[1]), 1);
};
