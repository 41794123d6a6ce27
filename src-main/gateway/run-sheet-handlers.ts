// Requests about the run sheet: a draft's edits are written as steps that can be taken back, on air each change is a fact.

import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { PickRow, TemplateRow } from '../contract/run-sheet-documents.ts';
import type { CueFactBody } from '../core/live-sheet.ts';
import { recallSheet } from '../core/live-sheet.ts';
import type { Product } from '../core/product.ts';
import { type Room, sheetVersion } from '../core/room.ts';
import {
  type Cue,
  type CuePlan,
  changeCue,
  cueOf,
  insertCues,
  MOST_CUES,
  moveCue,
  nextNumber,
  notOnSheet,
  numberCues,
  placeAfter,
  removeCue,
} from '../core/run-sheet.ts';
import { plannedTotal } from '../core/sheet-clock.ts';
import { toSheetCsv, toSheetMarkdown } from '../core/sheet-text.ts';
import {
  after,
  type CommandId,
  type Instant,
  money,
  type ShowId,
  type TemplateId,
  type VariantId,
} from '../core/units.ts';
import { newId } from '../new-id.ts';
import { toRunSheetTopic } from '../projection/run-sheet-topic.ts';
import { findOnSale } from '../projection/sale-search.ts';
import type { SheetTemplate } from '../store/run-sheet-store.ts';
import type { Store, Writes } from '../store/store.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { SHEET_WORDS } from './run-sheet-words.ts';

type RunSheetHandlers = Pick<Handlers, Extract<keyof Handlers, `run-sheet.${string}`>>;

interface SheetRef {
  readonly commandId: CommandId;
  readonly showId: ShowId;
  readonly version: number | null;
}

type CueInput = RouteParsed<'run-sheet.insert'>['cues'][number];
type CueChange = RouteParsed<'run-sheet.change'>['cue'];

const PICKS_SHOWN = 60;

/** A show's sheet as it stands or went: its plan, and what facts made of it. */
export const sheetOfShow = (store: Store, showId: ShowId): readonly Cue[] =>
  recallSheet(store.runSheet(showId).cues, store.sheetFacts(showId)).cues;

/** The room whose sheet is meant, if it is still as the screen has seen it. */
const roomOf = (desk: EngineDesk, { showId, version }: SheetRef): Room => {
  const room = desk.room();
  if (room.show.showId !== showId || (version !== null && version !== sheetVersion(room))) {
    throw new Refusal('changed_meanwhile', 'The run sheet was changed in the meantime.');
  }
  return room;
};

const refusePhase = (room: Room): never => {
  const { phase } = room.show;
  throw new Refusal('wrong_phase', `The run sheet of a show that is ${phase} cannot be changed so.`, { phase });
};

const isOnAir = ({ show }: Room): boolean => show.phase === 'live' || show.phase === 'rehearsing';

const knownCue = (room: Room, variantId: VariantId): Cue => {
  const cue = cueOf(room.cues, variantId);
  if (cue === null) throw new Refusal('not_found', 'That product is not on the run sheet.');
  return cue;
};

const productOf = (store: Store, variantId: VariantId): Product => {
  const product = store.productOnSale(variantId);
  if (product === null) throw new Refusal('not_found', 'There is no such product on sale.');
  return product;
};

const toDeal = (deal: CueInput['deal'], currency: string): Cue['deal'] => {
  if (deal === null) return null;
  const { priceMinor, ...terms } = deal;
  return { ...terms, price: money(priceMinor, currency) };
};

const toPlan = ({ deal, ...cue }: CueInput, productId: Product['productId'], currency: string): CuePlan => ({
  ...cue,
  productId,
  deal: toDeal(deal, currency),
});

const changed = (room: Room, change: CueChange): Cue => {
  const cue = knownCue(room, change.variantId);
  return {
    ...cue,
    plannedMs: change.plannedMs ?? cue.plannedMs,
    deal: change.deal === undefined ? cue.deal : toDeal(change.deal, room.show.currency),
    note: change.note ?? cue.note,
    speaker: change.speaker ?? cue.speaker,
    scriptBlocks: change.scriptBlocks ?? cue.scriptBlocks,
  };
};

const refuseTooMany = (cues: readonly CuePlan[]): void => {
  if (cues.length > MOST_CUES) {
    throw new Refusal('sheet_full', `A run sheet holds at most ${MOST_CUES} cues.`, { most: MOST_CUES });
  }
};

interface SheetChange {
  /** What becomes of a draft's cues. */
  draft(room: Room): readonly CuePlan[];
  /** What becomes true on air; a refusal where it cannot be done there. */
  onAir(room: Room): readonly CueFactBody[];
}

const writeDraft = (
  writes: Writes,
  room: Room,
  cues: readonly CuePlan[],
  startsAt: Instant | null = room.plan.stand.startsAt,
): number => {
  refuseTooMany(cues);
  writes.editSheet(room.show.showId, { startsAt, cues: numberCues(cues) });
  return sheetVersion(room) + 1;
};

/** A draft's decision, and the room that is made of it. */
const decideDraft = <T>(desk: EngineDesk, input: SheetRef, work: (writes: Writes, room: Room) => T): T => {
  const value = desk.decide(input.commandId, (writes) => {
    const room = roomOf(desk, input);
    if (room.show.phase !== 'draft') refusePhase(room);
    return { facts: [], value: work(writes, room) };
  });
  // The same click again, after the show has begun, has nothing left to take over.
  if (desk.room().show.phase === 'draft') desk.turnToSheet();
  return value;
};

const carryOut = (desk: EngineDesk, input: SheetRef, change: SheetChange): { version: number } => {
  if (desk.room().show.phase === 'draft') {
    return decideDraft(desk, input, (writes, room) => ({ version: writeDraft(writes, room, change.draft(room)) }));
  }
  return desk.decide(input.commandId, () => {
    const room = roomOf(desk, input);
    if (!isOnAir(room)) refusePhase(room);
    const facts = change.onAir(room);
    return { facts, value: { version: sheetVersion(room) + facts.length } };
  });
};

const insert = (desk: EngineDesk, input: RouteParsed<'run-sheet.insert'>): SheetChange => {
  const { store } = desk;
  const freshOf = ({ cues, show }: Room): readonly { plan: CuePlan; product: Product }[] => {
    const fresh = input.cues.map((cue) => {
      const product = productOf(store, cue.variantId);
      return { product, plan: toPlan(cue, product.productId, show.currency) };
    });
    const plans = fresh.map(({ plan }) => plan);
    if (notOnSheet(cues, plans).length < plans.length) {
      throw new Refusal('cue_twice', 'That variant is on the run sheet already.');
    }
    refuseTooMany([...cues, ...plans]);
    return fresh;
  };
  return {
    draft: (room) => {
      const plans = freshOf(room).map(({ plan }) => plan);
      return insertCues<CuePlan>(room.cues, plans, placeAfter(room.cues, input.after));
    },
    onAir: (room) => {
      const place = placeAfter(room.cues, input.after);
      const number = nextNumber(room.cues);
      return freshOf(room).map(({ plan, product }, index) => ({
        type: 'cue.inserted',
        cue: { ...plan, number: number + index },
        at: place + index,
        product,
      }));
    },
  };
};

const change = ({ cue }: RouteParsed<'run-sheet.change'>): SheetChange => ({
  draft: (room) => changeCue(room.cues, changed(room, cue)),
  onAir: (room) => [{ type: 'cue.changed', cue: changed(room, cue) }],
});

const move = ({ variantId, to }: RouteParsed<'run-sheet.move'>): SheetChange => ({
  draft: (room) => moveCue(room.cues, knownCue(room, variantId).variantId, to),
  onAir: (room) => [{ type: 'cue.moved', variantId: knownCue(room, variantId).variantId, to }],
});

const remove = ({ variantIds }: RouteParsed<'run-sheet.remove'>): SheetChange => ({
  draft: (room) =>
    variantIds.reduce<readonly Cue[]>((cues, variantId) => {
      knownCue(room, variantId);
      return removeCue(cues, variantId);
    }, room.cues),
  onAir: refusePhase,
});

const skip = ({ variantId, isSkipped }: RouteParsed<'run-sheet.skip'>): SheetChange => ({
  draft: refusePhase,
  onAir: (room) => [
    { type: isSkipped ? 'cue.skipped' : 'cue.restored', variantId: knownCue(room, variantId).variantId },
  ],
});

const step = (desk: EngineDesk, input: SheetRef, by: 1 | -1): { version: number } =>
  decideDraft(desk, input, (writes, room) => {
    if (!writes.stepSheet(room.show.showId, by)) throw new Refusal('nothing_to_undo', 'There is no such step.');
    return { version: sheetVersion(room) + 1 };
  });

// ---- copies and templates ----

const templateOf = (store: Store, templateId: TemplateId): SheetTemplate => {
  const template = store.template(templateId);
  if (template === null) throw new Refusal('not_found', 'There is no such template.');
  return template;
};

const copiedCues = (store: Store, from: RouteParsed<'run-sheet.copy'>['from']): readonly CuePlan[] => {
  if ('templateId' in from) return templateOf(store, from.templateId).cues;
  if (store.show(from.showId) === null) throw new Refusal('not_found', 'There is no such show.');
  return sheetOfShow(store, from.showId);
};

const copy = (desk: EngineDesk, input: RouteParsed<'run-sheet.copy'>) =>
  decideDraft(desk, input, (writes, room) => {
    const all = copiedCues(desk.store, input.from);
    const before: readonly CuePlan[] = input.mode === 'replace' ? [] : room.cues;
    const fresh = notOnSheet(before, all).filter(({ variantId }) => desk.store.productOnSale(variantId) !== null);
    const version = writeDraft(writes, room, [...before, ...fresh]);
    return { version, added: fresh.length, leftOut: all.length - fresh.length };
  });

const toTemplateRow = ({ templateId, name, cues, updatedAt }: SheetTemplate): TemplateRow => ({
  templateId,
  name,
  cues: cues.length,
  plannedMs: plannedTotal(cues),
  updatedAt,
});

const saveTemplate = (desk: EngineDesk, input: RouteParsed<'run-sheet.template.save'>) =>
  desk.decide(input.commandId, (writes, now) => {
    const { cues } = desk.room();
    const templateId = input.templateId ?? newId<TemplateId>();
    if (input.templateId !== null) templateOf(desk.store, templateId);
    const plans = cues.map(({ number: _number, ...plan }): CuePlan => plan);
    writes.saveTemplate({ templateId, name: input.name, cues: plans, updatedAt: now });
    return { facts: [], value: { templateId } };
  });

// ---- what leaves ----

const exportSheet = (desk: EngineDesk, { format, language }: RouteParsed<'run-sheet.export'>) => {
  const sheet = toRunSheetTopic(desk.room(), desk.store.scriptBlocks());
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const start = sheet.startedAt ?? sheet.startsAt;
  const rows = sheet.cues.map((cue) => ({
    ...cue,
    explainedMs: cue.explain === 'none' ? null : cue.explainedMs,
    due: start === null || cue.isSkipped ? '' : clock.format(after(start, cue.offsetMs)),
  }));
  const words = SHEET_WORDS[language];
  const text = format === 'csv' ? toSheetCsv(rows, words) : toSheetMarkdown(sheet.title, rows, words);
  return { name: `${sheet.title}.${format === 'csv' ? 'csv' : 'md'}`, text };
};

const pick = async (desk: EngineDesk, search: string): Promise<readonly PickRow[]> => {
  const { cues } = desk.room();
  const found = await findOnSale(desk.catalogue, desk.store, search, PICKS_SHOWN + cues.length);
  const rows = found.map((row) => ({
    ...row,
    image: row.image === null ? null : `media/${row.image}`,
    isOnSheet: cueOf(cues, row.variantId) !== null,
  }));
  // What can still be added first, so that a long sheet does not hide it.
  return [...rows].sort((a, b) => Number(a.isOnSheet) - Number(b.isOnSheet)).slice(0, PICKS_SHOWN);
};

export const createRunSheetHandlers = (desk: EngineDesk): RunSheetHandlers => ({
  'run-sheet.read': () => toRunSheetTopic(desk.room(), desk.store.scriptBlocks()),
  'run-sheet.pick': ({ search }) => pick(desk, search),
  'run-sheet.insert': (input) => carryOut(desk, input, insert(desk, input)),
  'run-sheet.change': (input) => carryOut(desk, input, change(input)),
  'run-sheet.move': (input) => carryOut(desk, input, move(input)),
  'run-sheet.remove': (input) => carryOut(desk, input, remove(input)),
  'run-sheet.skip': (input) => carryOut(desk, input, skip(input)),
  'run-sheet.schedule': (input) =>
    decideDraft(desk, input, (writes, room) => ({ version: writeDraft(writes, room, room.cues, input.startsAt) })),
  'run-sheet.undo': (input) => step(desk, input, -1),
  'run-sheet.redo': (input) => step(desk, input, 1),
  'run-sheet.copy': (input) => copy(desk, input),
  'run-sheet.template.list': () => desk.store.templates().map(toTemplateRow),
  'run-sheet.template.save': (input) => saveTemplate(desk, input),
  'run-sheet.template.delete': ({ commandId, templateId }) =>
    desk.decide(commandId, (writes) => {
      if (!writes.deleteTemplate(templateId)) throw new Refusal('not_found', 'There is no such template.');
      return { facts: [], value: null };
    }),
  'run-sheet.export': (input) => exportSheet(desk, input),
});
