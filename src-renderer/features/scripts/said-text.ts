// A block as it is said, for its time; one that cannot be said now is timed as it is written.

import type { ScriptBlock } from '../../../src-main/core/script.ts';
import { renderScript } from '../../../src-main/core/script-text.ts';
import { type SpeakingPace, speakingTime } from '../../../src-main/core/speaking-time.ts';
import type { ScriptValuesNow } from './use-script-values.ts';

export const saidText = (text: string, values: ScriptValuesNow): string => {
  const rendered = values === null ? null : renderScript(text, values(text));
  return rendered?.ok === true ? rendered.text : text;
};

export const saidMs = ({ text }: Pick<ScriptBlock, 'text'>, values: ScriptValuesNow, pace: SpeakingPace): number =>
  speakingTime(saidText(text, values), pace);
