// Makes a stranger's text safe to look at: no direction tricks, no invisible characters, no towers of marks, no end of length.

/** Bidi controls and other format characters; ZWJ (U+200D) and variation selectors are looked at apart. */
const INVISIBLE = /[\u034f\p{Cf}\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0\u{e0000}-\u{e0fff}]/u;
const PLAIN = /^[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/;
/** U+FEFF counts as space to a regular expression, but nobody sees one. */
const SPACE = /(?:(?!\ufeff)[\s\u0085])+/gu;
const STRIP =
  /[\u034f\p{Cc}\p{Co}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e0fff}]/gu;
/** Tags spell a region's flag behind a black one; anywhere else they are writing that nobody sees. */
const LOOSE_TAG = /(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]{0,6})[\u{e0020}-\u{e007f}]/gu;
/** A joiner says something only between two pictures. */
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const TOWER = /(\p{M}{3})\p{M}+/gu;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const cutTo = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    // A joiner whose second picture is cut off joins nothing.
    if (count === longest) return `${text.slice(0, index).replace(/\u200d+$/u, '')}…`;
    count += 1;
  }
  return text;
};

/** At most `longest` graphemes (and an ellipsis) of what a person would have seen of `text`. */
export const toDisplayText = (text: string, longest: number): string => {
  if (PLAIN.test(text) && text.length <= longest) return text.trim();
  // Nobody reads past this; it bounds the work that a hostile text can cause.
  const head = text.slice(0, longest * 20);
  const shown = INVISIBLE.test(head)
    ? head.replace(SPACE, ' ').replace(STRIP, '').replace(LOOSE_TAG, '').replace(LOOSE_JOINER, '')
    : head;
  return cutTo(shown.replace(SPACE, ' ').replace(TOWER, '$1').trim(), longest);
};
