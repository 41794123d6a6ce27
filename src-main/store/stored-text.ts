// Strings that strangers chose, as SQLite can hold them: UTF-8 has no lone surrogates, and two ids must never become one.

/** Quick to say no: few texts have any surrogate at all. */
const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Cs}/u;

/** What begins with NUL is spelled out as JSON; all else is stored as it is. */
export const toStored = (text: string): string =>
  text.startsWith('\0') || (SURROGATE.test(text) && LONE_SURROGATE.test(text)) ? `\0${JSON.stringify(text)}` : text;

export const fromStored = <Text extends string>(stored: Text): Text =>
  stored.startsWith('\0') ? JSON.parse(stored.slice(1)) : stored;
