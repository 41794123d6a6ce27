// The overlay's settings as this screen last set them: a click shows at once, the engine's word replaces it when it comes.

import { useEffect, useState } from 'react';
import type { OverlaySettings } from '../../../src-main/contract/overlay-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { runCommand } from '../desk/run-command.ts';

export interface OverlaySetting {
  readonly settings: OverlaySettings;
  change(part: Partial<OverlaySettings>): void;
}

/** Null until the engine has said what they are. */
export const useOverlaySettings = (): OverlaySetting | null => {
  const kept = useTopicSlice('overlay.state', (state) => state?.settings ?? null);
  const [own, setOwn] = useState<OverlaySettings | null>(null);
  // What has come is at least as new as what was sent.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the coming of it that counts
  useEffect(() => setOwn(null), [kept]);
  const settings = own ?? kept;
  if (settings === null) return null;
  return {
    settings,
    change: (part) => {
      const next = { ...settings, ...part };
      setOwn(next);
      void runCommand(
        'overlay.save',
        { commandId: newCommandId(), settings: { ...next, parts: [...next.parts] } },
        () => setOwn(null),
      );
    },
  };
};
