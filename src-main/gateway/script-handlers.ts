// Requests about scripts: blocks written, moved, approved and restored, texts split into blocks, answers put before the host.

import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { ScriptShelfRow } from '../contract/script-documents.ts';
import { toDisplayText } from '../core/display-text.ts';
import { goodsIn, type ScriptGoods, scriptSubjectIn } from '../core/live-script.ts';
import {
  approveBlock,
  editBlock,
  moveBlock,
  objectToDraft,
  removeBlock,
  restoreVersion,
  type ScriptBlock,
  type ScriptDraft,
  type ScriptStep,
  tidyDraft,
  writeBlock,
} from '../core/script.ts';
import { type ScriptLanguage, type ScriptValues, scriptValuesOf } from '../core/script-variable.ts';
import { after, duration, type MessageId, type ProductId, type ScriptBlockId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { sayAnswer } from '../projection/answer-book.ts';
import { findOnSale } from '../projection/sale-search.ts';
import { writeScript } from '../script-files/script-file.ts';
import type { Writes } from '../store/store.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import type { Decision, EngineDesk } from './engine-desk.ts';
import { readUpload, toScriptPreview } from './script-import.ts';
import { createScriptUploads } from './script-uploads.ts';

type ScriptHandlers = Pick<Handlers, Extract<keyof Handlers, `script.${string}`> | 'question.answer' | 'pace.set'>;

/** Blocks of one script; nobody says more about one product. */
const MOST_BLOCKS = 500;
const FOUND_SHOWN = 60;
const OTHERS_SHOWN = 300;
const ARCHIVED_SHOWN = 100;
const VERSIONS_SHOWN = 200;
/** An answer to a comment is worth nothing later than that. */
const REPLY_GOOD_FOR = duration(60_000);
/** Characters that the host's band can show at once. */
const LONGEST_ANSWER = 300;
const QUESTION_SHOWN = 60;

const scriptOf = ({ store }: EngineDesk, productId: ProductId | null): readonly ScriptBlock[] =>
  store.scriptBlocks().filter((block) => block.productId === productId);

const blockOf = ({ store }: EngineDesk, blockId: ScriptBlockId): ScriptBlock => {
  const kept = store.scriptBlock(blockId);
  if (kept === null || kept.isArchived) throw new Refusal('not_found', 'There is no such block.');
  return kept.block;
};

/** The block, if it is still as the screen has seen it. */
const seenBlock = (
  desk: EngineDesk,
  { blockId, version }: { readonly blockId: ScriptBlockId; readonly version: number | null },
): ScriptBlock => {
  const block = blockOf(desk, blockId);
  if (block.version !== version) throw new Refusal('changed_meanwhile', 'The block was changed in the meantime.');
  return block;
};

const goodDraft = (desk: EngineDesk, given: ScriptDraft): ScriptDraft => {
  const draft = tidyDraft(given);
  const objection = objectToDraft(draft);
  if (objection !== null)
    throw new Refusal('bad_script', `The block is refused: ${objection.reason}.`, { ...objection });
  if (draft.productId !== null && desk.store.catalogueProduct(draft.productId) === null) {
    throw new Refusal('not_found', 'There is no such product.');
  }
  return draft;
};

const refuseFull = (blocks: number): void => {
  if (blocks >= MOST_BLOCKS) {
    throw new Refusal('script_full', `A script holds at most ${MOST_BLOCKS} blocks.`, { most: MOST_BLOCKS });
  }
};

/** The place behind a script's last block. */
const placeAtEnd = (desk: EngineDesk, productId: ProductId | null): number => {
  const { length } = scriptOf(desk, productId);
  refuseFull(length);
  return length;
};

const keep = (writes: Writes, block: ScriptBlock, step: ScriptStep | null) => {
  if (step !== null) writes.saveScript(step);
  return { facts: [], value: { blockId: block.blockId, version: (step?.block ?? block).version } };
};

/** A block that has come to another product stands last there, and leaves no gap behind. */
const settleScripts = (
  desk: EngineDesk,
  writes: Writes,
  before: ScriptBlock,
  step: ScriptStep | null,
): ScriptStep | null => {
  if (step === null || step.block.productId === before.productId) return step;
  const order = placeAtEnd(desk, step.block.productId);
  writes.orderScript(removeBlock(scriptOf(desk, before.productId), before.blockId));
  return { ...step, block: { ...step.block, order } };
};

const save = (
  desk: EngineDesk,
  { commandId, blockId, version, draft: given }: RouteParsed<'script.save'>,
  by: string,
) =>
  desk.decide(commandId, (writes, now) => {
    const draft = goodDraft(desk, given);
    if (blockId === null) {
      const step = writeBlock(newId<ScriptBlockId>(), draft, placeAtEnd(desk, draft.productId), { by, at: now });
      return keep(writes, step.block, step);
    }
    const before = seenBlock(desk, { blockId, version });
    return keep(writes, before, settleScripts(desk, writes, before, editBlock(before, draft, { by, at: now })));
  });

const restore = (desk: EngineDesk, input: RouteParsed<'script.restore'>, by: string) =>
  desk.decide(input.commandId, (writes, now) => {
    const before = seenBlock(desk, input);
    const earlier = desk.store.scriptVersion(input.blockId, input.earlier);
    if (earlier === null) throw new Refusal('not_found', 'There is no such version.');
    return keep(writes, before, settleScripts(desk, writes, before, restoreVersion(before, earlier, { by, at: now })));
  });

const archive = (desk: EngineDesk, { commandId, blockId, isArchived }: RouteParsed<'script.archive'>): null =>
  desk.decide(commandId, (writes, now) => {
    const kept = desk.store.scriptBlock(blockId);
    if (kept === null) throw new Refusal('not_found', 'There is no such block.');
    const { block } = kept;
    if (kept.isArchived === isArchived) return { facts: [], value: null };
    if (isArchived) {
      writes.archiveScript(block, now);
      writes.orderScript(removeBlock(scriptOf(desk, block.productId), blockId));
    } else writes.archiveScript({ ...block, order: placeAtEnd(desk, block.productId) }, null);
    return { facts: [], value: null };
  });

// ---- what is read ----

const shelf = async (desk: EngineDesk, search: string): Promise<readonly ScriptShelfRow[]> => {
  const { store } = desk;
  const { cues, products } = desk.room();
  const counts = new Map<ProductId | null, { blocks: number; drafts: number }>();
  for (const { productId, isDraftedByAi } of store.scriptBlocks()) {
    const count = counts.get(productId) ?? { blocks: 0, drafts: 0 };
    counts.set(productId, { blocks: count.blocks + 1, drafts: count.drafts + (isDraftedByAi ? 1 : 0) });
  }
  const rowOf = (productId: ProductId | null, title: string, image: string | null): ScriptShelfRow => ({
    productId,
    number: cues.find((cue) => cue.productId === productId)?.number ?? null,
    title,
    image: image === null ? null : `media/${image}`,
    ...(counts.get(productId) ?? { blocks: 0, drafts: 0 }),
  });
  const rows = new Map<ProductId | null, ScriptShelfRow>();
  if (search.trim() !== '') {
    for (const { productId, title, image } of await findOnSale(desk.catalogue, store, search, FOUND_SHOWN)) {
      if (!rows.has(productId)) rows.set(productId, rowOf(productId, title, image));
    }
    return [...rows.values()];
  }
  rows.set(null, rowOf(null, '', null));
  for (const { productId } of cues) {
    const product = products.get(productId);
    if (product !== undefined && !rows.has(productId))
      rows.set(productId, rowOf(productId, product.title, product.image));
  }
  for (const productId of counts.keys()) {
    if (productId === null || rows.has(productId) || rows.size > OTHERS_SHOWN) continue;
    const kept = store.catalogueProduct(productId);
    if (kept !== null) rows.set(productId, rowOf(productId, kept.product.title, kept.product.images[0] ?? null));
  }
  return [...rows.values()];
};

/** In the room where it is on the run sheet, else as the catalogue has it. */
const goodsOf = (desk: EngineDesk, productId: ProductId): ScriptGoods | null => {
  const room = desk.room();
  const cue = room.cues.find((each) => each.productId === productId);
  const inRoom = goodsIn(
    room,
    productId,
    room.pin?.productId === productId ? room.pin.variantId : (cue?.variantId ?? null),
  );
  if (inRoom !== null) return inRoom;
  const variantId = desk.store.catalogueProduct(productId)?.product.variants[0]?.variantId;
  const product = variantId === undefined ? null : desk.store.productOnSale(variantId);
  return product === null ? null : { product, variant: product.variants[0] ?? null };
};

const valuesNow = (desk: EngineDesk, productId: ProductId | null, language: ScriptLanguage): ScriptValues => {
  const room = desk.room();
  const example = productId ?? room.pin?.productId ?? room.cues[0]?.productId ?? null;
  return scriptValuesOf(scriptSubjectIn(room, example === null ? null : goodsOf(desk, example)), language);
};

const EXPORT_WORDS = {
  'zh-CN': { all: '话术', general: '通用话术' },
  en: { all: 'Scripts', general: 'General script' },
} as const;

const exportScripts = (desk: EngineDesk, { of, format, language }: RouteParsed<'script.export'>) => {
  const words = EXPORT_WORDS[language];
  const blocks = of === 'all' ? desk.store.scriptBlocks() : scriptOf(desk, of.productId);
  const title =
    of === 'all'
      ? words.all
      : of.productId === null
        ? words.general
        : (desk.store.catalogueProduct(of.productId)?.product.title ?? words.all);
  return { name: `${title}.${format === 'markdown' ? 'md' : 'txt'}`, text: writeScript(blocks, format, language) };
};

const answer = (
  desk: EngineDesk,
  { commandId, questionKey, blockId, to }: RouteParsed<'question.answer'>,
  by: string,
): { readonly messageId: MessageId | null } =>
  desk.decide(commandId, (_writes, now): Decision<{ readonly messageId: MessageId | null }> => {
    const room = desk.room();
    const question = room.tally.questions.get(questionKey);
    if (question === undefined) throw new Refusal('not_found', 'That question has been settled.');
    const block = blockOf(desk, blockId);
    const isApproved = block.kind === 'faq' && block.approvedBy !== null && !block.isDraftedByAi;
    const said = isApproved ? sayAnswer(room, question, block) : null;
    if (said === null) throw new Refusal('changed_meanwhile', 'The answer was changed in the meantime.');
    if (said.length > LONGEST_ANSWER) {
      throw new Refusal('answer_too_long', `The answer has more than ${LONGEST_ANSWER} characters.`, {
        most: LONGEST_ANSWER,
      });
    }
    const settled = { type: 'question.settled', questionKey } as const;
    if (to === 'room') {
      const { source, eventId } = question.comment;
      if (!desk.carries(source, 'chat.reply')) throw new Refusal('no_room', 'The room takes no answers.');
      const reply = { kind: 'chat.reply', to: source, body: { toEvent: eventId, text: said } } as const;
      return {
        facts: [settled],
        rooms: [{ ...reply, expiresAt: after(now, REPLY_GOOD_FOR) }],
        value: { messageId: null },
      };
    }
    const messageId = newId<MessageId>();
    const text = `「${toDisplayText(question.text, QUESTION_SHOWN)}」${said}`;
    return {
      facts: [{ type: 'message.sent', messageId, kind: 'text', text, by }, settled],
      value: { messageId },
    };
  });

export const createScriptHandlers = (desk: EngineDesk): ScriptHandlers => {
  const uploads = createScriptUploads();
  const read = (uploadId: string, name: string) => readUpload(desk, name, uploads.whole(uploadId, desk.clock()));

  const importBlocks = async (input: RouteParsed<'script.import'>, { role }: Caller) => {
    // The same click again is answered the same, though its upload is gone.
    const isRepeat = desk.store.replyTo(input.commandId) !== null;
    const { blocks } = isRepeat ? { blocks: [] } : await read(input.uploadId, input.name);
    const leave = new Set(input.leave);
    const value = desk.decide(input.commandId, (writes, now) => {
      const drafts = blocks
        .filter((_, index) => !leave.has(index))
        .map(({ draft }) => ({
          ...draft,
          productId: draft.productId ?? input.into,
          isDraftedByAi: draft.isDraftedByAi || input.isDraftedByAi,
        }));
      const ends = new Map<ProductId | null, number>();
      for (const given of drafts) {
        const draft = goodDraft(desk, given);
        const place = ends.get(draft.productId) ?? placeAtEnd(desk, draft.productId);
        refuseFull(place);
        ends.set(draft.productId, place + 1);
        writes.saveScript(writeBlock(newId<ScriptBlockId>(), draft, place, { by: role, at: now }));
      }
      return { facts: [], value: { added: drafts.length } };
    });
    uploads.drop(input.uploadId);
    return value;
  };

  return {
    'script.shelf': ({ search }) => shelf(desk, search),
    'script.list': ({ productId }) => {
      const product = productId === null ? null : (desk.store.catalogueProduct(productId)?.product ?? null);
      if (productId !== null && product === null) throw new Refusal('not_found', 'There is no such product.');
      return {
        productId,
        title: product?.title ?? '',
        category: product?.category ?? '',
        blocks: scriptOf(desk, productId),
        archived: desk.store.archivedScriptBlocks(productId, ARCHIVED_SHOWN),
      };
    },
    'script.versions': ({ blockId }) => desk.store.scriptVersions(blockId, VERSIONS_SHOWN),
    'script.values': ({ productId, language }) => valuesNow(desk, productId, language),

    'script.save': (input, { role }) => save(desk, input, role),
    'script.move': ({ commandId, blockId, to }) =>
      desk.decide(commandId, (writes) => {
        const { productId } = blockOf(desk, blockId);
        writes.orderScript(moveBlock(scriptOf(desk, productId), blockId, to));
        return { facts: [], value: null };
      }),
    'script.archive': (input) => archive(desk, input),
    'script.approve': (input, { role }) =>
      desk.decide(input.commandId, (writes, now) => {
        const before = seenBlock(desk, input);
        return keep(writes, before, approveBlock(before, { by: role, at: now }));
      }),
    'script.restore': (input, { role }) => restore(desk, input, role),

    'script.upload': ({ uploadId, offset, size, bytes }) => {
      const piece = { uploadId, offset, size, bytes: Buffer.from(bytes, 'base64') };
      return { isWhole: uploads.take(piece, desk.clock()) };
    },
    'script.preview': async ({ uploadId, name }) => toScriptPreview(desk, await read(uploadId, name)),
    'script.import': importBlocks,
    'script.export': (input) => exportScripts(desk, input),

    'question.answer': (input, { role }) => answer(desk, input, role),

    'pace.set': ({ commandId, name, charactersPerMinute }) =>
      desk.decide(commandId, (writes, now) => {
        writes.setHostPace(name, charactersPerMinute, now);
        return { facts: [], value: null };
      }),
  };
};
