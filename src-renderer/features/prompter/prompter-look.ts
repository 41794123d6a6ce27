// How the prompter is set: letters, lines, margins, colours, mirror. Kept for each screen by whoever shows it.

export interface PrompterLook {
  /** Pixels of a screen drawn 1920 wide. */
  readonly fontPixels: number;
  /** Multiple of the letters' height. */
  readonly lineHeight: number;
  /** Percent of the width, on either side. */
  readonly marginPercent: number;
  readonly colour: PrompterColour;
  /** Where the reading line lies: percent of the height from the top. */
  readonly focusPercent: number;
  /** For a glass before the camera. */
  readonly isMirrored: boolean;
  /** For a screen that hangs upside down. */
  readonly isFlipped: boolean;
}

/** Text on its ground; each pair has a contrast of 7 or more. */
export const PROMPTER_COLOURS = {
  white_on_black: { text: '#ffffff', ground: '#000000', value: '#ffc24b' },
  yellow_on_black: { text: '#ffe27a', ground: '#000000', value: '#ffffff' },
  green_on_black: { text: '#7dffa8', ground: '#000000', value: '#ffffff' },
  black_on_white: { text: '#000000', ground: '#ffffff', value: '#7a3b00' },
} as const;
export type PrompterColour = keyof typeof PROMPTER_COLOURS;
export const PROMPTER_COLOUR_NAMES = [
  'white_on_black',
  'yellow_on_black',
  'green_on_black',
  'black_on_white',
] as const satisfies readonly PrompterColour[];

export const LOOK_LIMITS = {
  fontPixels: { least: 24, most: 160, step: 2 },
  lineHeight: { least: 1.2, most: 2.4, step: 0.1 },
  marginPercent: { least: 0, most: 30, step: 1 },
  focusPercent: { least: 5, most: 80, step: 1 },
} as const;
export type LookMeasure = keyof typeof LOOK_LIMITS;

export const DEFAULT_LOOK: PrompterLook = {
  fontPixels: 58,
  lineHeight: 1.6,
  marginPercent: 4,
  colour: 'white_on_black',
  focusPercent: 34,
  isMirrored: false,
  isFlipped: false,
};
