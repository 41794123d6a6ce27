// A file or a pasted text as blocks: read with the products that it may name, and what of it would be kept.

import { sourceOfBytes } from '../catalogue-files/file-source.ts';
import { Refusal } from '../contract/errors.ts';
import type { ScriptPreview } from '../contract/script-documents.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { NamedProduct } from '../core/script-split.ts';
import { speakingTime } from '../core/speaking-time.ts';
import type { ProductId } from '../core/units.ts';
import { type ReadScript, readScriptFile } from '../script-files/script-file.ts';
import { ScriptFileRefusal } from '../script-files/script-file-refusal.ts';
import type { EngineDesk } from './engine-desk.ts';

const EXCERPT = 160;

/** Those on the run sheet, and those that have a script already. */
const namedProducts = ({ room, store }: EngineDesk): readonly NamedProduct[] => {
  const { cues, products } = room();
  const onSheet = new Map<ProductId, NamedProduct>();
  for (const { productId, number } of [...cues].sort((a, b) => a.number - b.number)) {
    if (onSheet.has(productId)) continue;
    onSheet.set(productId, { productId, number, title: products.get(productId)?.title ?? '' });
  }
  for (const { productId } of store.scriptBlocks()) {
    if (productId === null || onSheet.has(productId)) continue;
    const title = store.catalogueProduct(productId)?.product.title;
    if (title !== undefined) onSheet.set(productId, { productId, number: null, title });
  }
  return [...onSheet.values()];
};

/** Throws Refusal `bad_script_file` { why, … } where it is no script. */
export const readUpload = async (desk: EngineDesk, name: string, bytes: Uint8Array): Promise<ReadScript> => {
  try {
    const script = await readScriptFile(sourceOfBytes(name, bytes), namedProducts(desk));
    const isKnown = (productId: ProductId): boolean => desk.store.catalogueProduct(productId) !== null;
    const blocks = script.blocks.map((block) => {
      const { productId } = block.draft;
      // A file of another shop names goods that are not ours.
      return productId === null || isKnown(productId)
        ? block
        : { ...block, draft: { ...block.draft, productId: null } };
    });
    return { ...script, blocks };
  } catch (fault) {
    if (!(fault instanceof ScriptFileRefusal)) throw fault;
    throw new Refusal('bad_script_file', fault.message, { ...fault.details, reason: fault.code });
  }
};

export const toScriptPreview = (desk: EngineDesk, script: ReadScript): ScriptPreview => ({
  format: script.format,
  blocks: script.blocks.map(({ draft, firstLine, lastLine }) => ({
    kind: draft.kind,
    productId: draft.productId,
    productTitle: draft.productId === null ? '' : (desk.store.catalogueProduct(draft.productId)?.product.title ?? ''),
    title: draft.title,
    excerpt: toDisplayText(draft.text, EXCERPT),
    spokenMs: speakingTime(draft.text),
    firstLine,
    lastLine,
  })),
  refused: script.refused,
  leftOut: script.leftOut,
});
