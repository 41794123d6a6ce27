// What the host reads now: the blocks of the pinned cue with the prices and stock of this moment.

import type { HostPace } from '../contract/pace-documents.ts';
import type { ScriptTopic } from '../contract/script-documents.ts';
import { blocksForCue, goodsIn, sayBlocks, scriptSubjectIn } from '../core/live-script.ts';
import { pinnedNumber, type Room } from '../core/room.ts';
import type { ScriptBlock } from '../core/script.ts';

export const toScriptTopic = (
  room: Room,
  blocks: readonly ScriptBlock[],
  revision: number,
  paces: readonly HostPace[],
): ScriptTopic => {
  const { pin } = room;
  const number = pinnedNumber(room);
  const cue = number === null ? null : (room.cues.find((each) => each.number === number) ?? null);
  const of = pin === null ? null : { productId: pin.productId, scriptBlocks: cue?.scriptBlocks ?? [] };
  const variantId = pin === null ? null : (cue?.variantId ?? pin.variantId);
  const goods = pin === null ? null : goodsIn(room, pin.productId, variantId);
  const { sections, held } = sayBlocks(blocksForCue(blocks, of), scriptSubjectIn(room, goods));
  return {
    revision,
    variantId,
    sections: sections.map((section) => ({ ...section, cueId: section.kind === 'faq' ? null : variantId })),
    held,
    speaker: cue === null || cue.speaker === '' ? room.show.host : cue.speaker,
    paces,
  };
};
