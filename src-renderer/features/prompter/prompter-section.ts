// What the prompter shows: blocks of the script rendered with the values of the moment, in the order in which they are said.

import type { ScriptKind } from '../../../src-main/core/script.ts';
import type { ScriptPiece } from '../../../src-main/core/script-text.ts';

export interface PrompterSection {
  /** Unique on the prompter: one block may be said for several cues. */
  readonly sectionId: string;
  readonly cueId: string | null;
  readonly kind: ScriptKind;
  /** '' where it has none. */
  readonly title: string;
  /** As `renderScript` gives them; a block that cannot be rendered never comes here. */
  readonly pieces: readonly ScriptPiece[];
}

export const textOf = ({ pieces }: PrompterSection): string => pieces.map(({ text }) => text).join('');
