// How large the host's words are set: fewer words larger, and nothing on the sheet cut off.

/** Letters that fit a line of the left side, counting a Chinese one as one and a Latin one as half. */
const LINE = 20;

const linesOf = (point: string): number => {
  let width = 0;
  for (const letter of point) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55;
  return Math.max(1, Math.ceil(width / LINE));
};

export const talkSizeOf = (points: readonly string[]): 'huge' | 'large' | 'middle' | 'small' => {
  const lines = points.reduce((sum, point) => sum + linesOf(point), 0);
  if (lines <= 4) return 'huge';
  if (lines <= 6) return 'large';
  return lines <= 9 ? 'middle' : 'small';
};
