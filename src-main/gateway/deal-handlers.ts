// Requests about deals: prepare, arm, fire, call back, stop, settle. The rules are core's; the phase in the store decides who came first.

import type { DrawDocument, ShopOutlookRow, UndoReach } from '../contract/deal-documents.ts';
import { UNDO_MS } from '../contract/deal-limits.ts';
import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import { type Deal, type DealTerms, type DealTrigger, offerOf, undoUntil } from '../core/deal.ts';
import { sellableOf } from '../core/deal-check.ts';
import { isAsTight } from '../core/deal-limits.ts';
import { isRoomOffer } from '../core/deal-offer.ts';
import { toDisplayText } from '../core/display-text.ts';
import { type CommandId, type DealId, type Instant, money, type TemplateId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { Writes } from '../store/store.ts';
import type { Caller } from './client-port.ts';
import {
  cooldownOf,
  judgeDeal,
  keepCooldown,
  keepOwnerLimits,
  keepPlatform,
  ownerLimitsOf,
  platformOf,
  reportDeal,
} from './deal-rules.ts';
import { makeSeed } from './deal-seed.ts';
import { coolingUntil, dealStop, endDeal, fireDeal, isFreeToFire } from './deal-shot.ts';
import { offeredIn, type TermsInput, toTerms } from './deal-terms.ts';
import type { Handlers } from './dispatch.ts';
import type { Decision, EngineDesk, RoomOrderOut } from './engine-desk.ts';
import { refuseUntruePrice } from './price-gate.ts';

type DealHandlers = Pick<Handlers, Extract<keyof Handlers, `deal.${string}`>>;

const dealById = (desk: EngineDesk, dealId: DealId): Deal => {
  const deal = desk.store.deal(dealId);
  if (deal === null) throw new Refusal('not_found', 'There is no such deal.');
  return deal;
};

const refusePhase = (deal: Deal): never => {
  throw new Refusal(deal.phase === 'ended' ? 'deal_over' : 'deal_running', `The deal is ${deal.phase}.`, {
    phase: deal.phase,
  });
};

// ---- arming ----

const refuseFindings = (desk: EngineDesk, terms: DealTerms, trigger: DealTrigger | null, caller: Caller): void => {
  const [first] = judgeDeal(desk, terms, trigger, caller.role).findings;
  if (first !== undefined) throw new Refusal(first.code, 'The deal breaks a rule.', first.details);
};

/** One that is due already would be late before anybody armed it. */
const refusePast = (desk: EngineDesk, trigger: DealTrigger | null, now: Instant): void => {
  if (trigger === null) return;
  const { audience, orders } = desk.room().tally;
  const figures = { online: audience.online, orders: orders.paidOrders, gmv: orders.gmvMinor };
  const isPast = trigger.kind === 'at' ? trigger.at <= now : (figures[trigger.figure] ?? 0) >= trigger.reaches;
  if (isPast) throw new Refusal('deal_trigger_past', 'What it is to wait for has come already.');
};

/** A draw gets its secret now: the hash goes out with the terms, the seed stays here until the result. */
const commitDraw = (writes: Writes, terms: DealTerms): DealTerms => {
  const offer = offerOf(terms);
  if (offer.kind !== 'draw') return terms;
  const { seed, hash } = makeSeed();
  writes.keepDrawSeed(terms.dealId, seed);
  return { ...terms, offer: { ...offer, draw: { ...offer.draw, seedHash: hash } } };
};

const arm = (desk: EngineDesk, input: RouteParsed<'deal.arm'>, caller: Caller): { dealId: DealId } =>
  desk.decide(input.commandId, (writes, now) => {
    const { commandId: _commandId, trigger: given, dealId: draftId, ...rest } = input;
    const trigger = given ?? null;
    if (draftId !== undefined) {
      if (desk.store.dealDraft(draftId) === null) throw new Refusal('not_found', 'There is no such draft.');
      if (desk.store.deal(draftId) !== null) throw new Refusal('deal_running', 'The draft is armed already.');
    }
    const plain = toTerms(desk, rest, draftId ?? newId<DealId>());
    refuseFindings(desk, plain, trigger, caller);
    refusePast(desk, trigger, now);
    refuseUntruePrice(desk, writes, plain, { role: caller.role, now });
    const terms = commitDraw(writes, plain);
    writes.insertDeal(desk.room().show.showId, terms, now, trigger);
    const how = trigger === null ? {} : { trigger };
    return {
      facts: [{ type: 'deal.armed', deal: terms, ...how, by: caller.role }],
      value: { dealId: terms.dealId },
    };
  });

// ---- firing and what follows ----

const fire = (
  desk: EngineDesk,
  { commandId, dealId }: { commandId: CommandId; dealId: DealId },
  caller: Caller,
): null =>
  desk.decide(commandId, (writes, now) => {
    const deal = dealById(desk, dealId);
    const { phase, showId } = desk.room().show;
    if (phase !== 'live' && phase !== 'rehearsing') {
      throw new Refusal('wrong_phase', 'A deal can only be fired on air or in rehearsal.', { phase });
    }
    if (deal.phase !== 'armed') refusePhase(deal);
    const { onePer } = platformOf(desk.store, desk.platforms, showId).limits;
    if (!isFreeToFire(desk.room(), deal, onePer)) throw new Refusal('deal_running', 'Another deal sells this now.');
    if (sellableOf(deal, { offered: offeredIn(desk) }) === 0) {
      throw new Refusal('stock_short', 'The shop has nothing of it left.', { stock: 0 });
    }
    const until = coolingUntil(desk.room(), cooldownOf(desk.store), now);
    if (until !== null) {
      throw new Refusal('deal_cooldown', 'A deal was fired a moment ago.', {
        seconds: Math.ceil((until - now) / 1000),
      });
    }
    const outcome = fireDeal(writes, deal, now, { cause: 'hand', by: caller.role });
    return { ...(outcome ?? refusePhase(deal)), value: null };
  });

/** The newest commands, among which a start of this second must be. */
const OUTBOX_LOOK = 50;

/** A start that has not left is taken back where it lies; rooms that may have it are told to stop. */
const callBack = (
  desk: EngineDesk,
  writes: Writes,
  deal: Deal,
  now: Instant,
): { reach: UndoReach; rooms: readonly RoomOrderOut[] } => {
  let reach: UndoReach = 'no';
  const rooms: RoomOrderOut[] = [];
  const told = new Set<string>();
  for (const { command, source, state } of [...desk.store.outboxOpen(), ...desk.store.outboxLatest(OUTBOX_LOOK)]) {
    if (command.kind !== 'deal.start' || command.body.dealId !== deal.dealId || told.has(command.id)) continue;
    told.add(command.id);
    if (state === 'pending') writes.settleCommand(command.id, 'expired', now, 'undone');
    if (state !== 'acked' && state !== 'sent' && state !== 'unknown') continue;
    if (state === 'acked') reach = 'yes';
    else if (reach === 'no') reach = 'perhaps';
    for (const stop of dealStop(deal, 'undone', now)) rooms.push({ ...stop, to: source });
  }
  return { reach, rooms };
};

const undo = (desk: EngineDesk, { commandId, dealId }: { commandId: CommandId; dealId: DealId }, caller: Caller) =>
  desk.decide<{ reach: UndoReach }>(commandId, (writes, now) => {
    const deal = dealById(desk, dealId);
    const until = undoUntil(deal, UNDO_MS);
    if (deal.phase === 'ended') refusePhase(deal);
    if (until === null || now >= until) throw new Refusal('undo_too_late', 'It can only be stopped now.');
    const { facts } = endDeal(writes, { room: desk.room(), store: desk.store }, deal, {
      reason: 'undone',
      now,
      by: caller.role,
    });
    if (facts.length === 0) refusePhase(deal);
    const { reach, rooms } = callBack(desk, writes, deal, now);
    return { facts, rooms, value: { reach } };
  });

const stop = (
  desk: EngineDesk,
  { commandId, dealId }: { commandId: CommandId; dealId: DealId },
  caller: Caller,
): null =>
  desk.decide(commandId, (writes, now) => {
    const deal = dealById(desk, dealId);
    const outcome = endDeal(writes, { room: desk.room(), store: desk.store }, deal, {
      reason: 'stopped',
      now,
      by: caller.role,
    });
    if (outcome.facts.length === 0) refusePhase(deal);
    return { ...outcome, value: null };
  });

// ---- drafts and templates ----

const saveDraft = (desk: EngineDesk, input: RouteParsed<'deal.draft.save'>, caller: Caller) =>
  desk.decide(input.commandId, (writes, now) => {
    const { commandId: _commandId, trigger: given, dealId: known, ...rest } = input;
    const dealId = known ?? newId<DealId>();
    if (known !== null && desk.store.dealDraft(known) === null) {
      throw new Refusal('not_found', 'There is no such draft.');
    }
    const armed = desk.store.deal(dealId);
    if (armed !== null) refusePhase(armed);
    const terms = toTerms(desk, rest, dealId);
    const trigger = given ?? null;
    const { findings } = judgeDeal(desk, terms, trigger, caller.role);
    const isChecked = findings.length === 0;
    writes.saveDealDraft({ showId: desk.room().show.showId, terms, trigger, isChecked, updatedAt: now });
    const decision: Decision<{ dealId: DealId; findings: typeof findings }> = {
      facts: isChecked ? [{ type: 'deal.checked', dealId, by: caller.role }] : [],
      value: { dealId, findings },
    };
    return decision;
  });

const deleteDraft = (desk: EngineDesk, { commandId, dealId }: { commandId: CommandId; dealId: DealId }): null =>
  desk.decide(commandId, (writes) => {
    const armed = desk.store.deal(dealId);
    if (armed !== null) refusePhase(armed);
    if (!writes.deleteDealDraft(dealId)) throw new Refusal('not_found', 'There is no such draft.');
    return { facts: [], value: null };
  });

const saveTemplate = (desk: EngineDesk, input: RouteParsed<'deal.template.save'>) =>
  desk.decide(input.commandId, (writes, now) => {
    const { commandId: _commandId, name, templateId: known, ...rest } = input;
    const templateId = known ?? newId<TemplateId>();
    const terms = toTerms(desk, rest satisfies TermsInput, newId<DealId>());
    writes.saveDealTemplate({ templateId, name, terms, updatedAt: now });
    return { facts: [], value: { templateId } };
  });

// ---- platforms and limits ----

const knownPlatform = (desk: EngineDesk, platformId: string): string => {
  const isKnown = desk.platforms.platforms().some((platform) => platform.platformId === platformId);
  if (!isKnown) throw new Refusal('not_found', 'There is no such platform.');
  return platformId;
};

const setLimits = (desk: EngineDesk, input: RouteParsed<'deal.limits.set'>, caller: Caller): null =>
  desk.decide(input.commandId, (writes) => {
    const { commandId: _commandId, platformId, ...limits } = input;
    const before = ownerLimitsOf(desk.store, knownPlatform(desk, platformId));
    if (caller.role !== 'owner' && !isAsTight(limits, before)) {
      throw new Refusal('limits_looser', 'Only an owner may loosen the limits.');
    }
    keepOwnerLimits(writes, platformId, limits);
    return { facts: [], value: null };
  });

// ---- shops ----

const foresee = async (desk: EngineDesk, dealId: DealId): Promise<readonly ShopOutlookRow[]> => {
  const deal = dealById(desk, dealId);
  if (!isRoomOffer(offerOf(deal))) return [];
  const { productId, variantId, price } = deal;
  const told = await desk.foresee({ productId, variantId, price });
  return told.map(({ shop, outlook }) => ({
    shop: toDisplayText(shop, 40),
    why: outlook === null ? 'no_answer' : outlook.ok ? null : outlook.code,
    nearest: outlook?.ok === false ? outlook.nearestMinor.map((minor) => money(minor, price.currency)) : [],
  }));
};

// ---- draws ----

const ALGORITHM =
  'Sort the distinct entrants by UTF-16 code units. Read the seed (64 hex digits) as big-endian 32-bit words w0..w7; the state of ' +
  'xoshiro128** is (w0^w4, w1^w5, w2^w6, w3^w7), its first word 1 where all are 0. For i = 0..winners-1 with m = entrants - i: ' +
  'take words until one is below floor(2^32 / m) * m, swap entrant i with entrant i + (word mod m); entrant i has won. ' +
  'seedHash is the SHA-256 of the seed as ASCII text.';

const readDraw = (desk: EngineDesk, dealId: DealId): DrawDocument => {
  const deal = desk.room().deals.get(dealId);
  const offer = deal === undefined ? null : offerOf(deal);
  if (deal === undefined || offer?.kind !== 'draw') throw new Refusal('not_found', 'There is no such draw.');
  const { board } = desk.room().tally;
  const result = board.results.get(dealId);
  const { rules, keyword, prize, prizeValue, seedHash } = offer.draw;
  return {
    dealId,
    ...{ rules, keyword, prize, prizeValue, seedHash },
    from: deal.opensAt,
    to: deal.closesAt,
    seed: result?.seed ?? null,
    entrants: result?.entrants ?? [...(board.draws.get(dealId)?.entrants.keys() ?? [])],
    winners: result?.winners ?? [],
    algorithm: ALGORITHM,
  };
};

export const createDealHandlers = (desk: EngineDesk): DealHandlers => ({
  'deal.arm': (input, caller) => arm(desk, input, caller),
  'deal.disarm': ({ commandId, dealId }, caller) =>
    desk.decide(commandId, (writes) => {
      const deal = dealById(desk, dealId);
      if (!writes.disarmDeal(dealId)) refusePhase(deal);
      return { facts: [{ type: 'deal.disarmed', dealId, why: 'hand', by: caller.role }], value: null };
    }),
  'deal.fire': (input, caller) => fire(desk, input, caller),
  'deal.undo': (input, caller) => undo(desk, input, caller),
  'deal.stop': (input, caller) => stop(desk, input, caller),
  'deal.settle': ({ commandId, dealId }, caller) =>
    desk.decide(commandId, (writes, now) => {
      const deal = dealById(desk, dealId);
      if (!writes.settleDeal(dealId, now)) {
        throw new Refusal('wrong_phase', 'Only a deal that is over can be settled, and only once.', {
          phase: deal.phase,
        });
      }
      return { facts: [{ type: 'deal.settled', dealId, cause: 'hand', by: caller.role }], value: null };
    }),
  'deal.check': ({ dealId, trigger, ...input }, caller) =>
    reportDeal(desk, toTerms(desk, input, dealId ?? newId<DealId>()), trigger ?? null, caller.role),
  'deal.outlook': ({ dealId }) => foresee(desk, dealId),

  'deal.draft.save': (input, caller) => saveDraft(desk, input, caller),
  'deal.draft.delete': (input) => deleteDraft(desk, input),
  'deal.template.save': (input) => saveTemplate(desk, input),
  'deal.template.delete': ({ commandId, templateId }) =>
    desk.decide(commandId, (writes) => {
      if (!writes.deleteDealTemplate(templateId)) throw new Refusal('not_found', 'There is no such template.');
      return { facts: [], value: null };
    }),

  'deal.platform.list': () => {
    desk.platforms.reload();
    return {
      chosen: platformOf(desk.store, desk.platforms, desk.room().show.showId).platformId,
      platforms: desk.platforms
        .platforms()
        .map((platform) => ({ ...platform, ownerLimits: ownerLimitsOf(desk.store, platform.platformId) })),
      userDir: desk.platforms.userDir,
      problems: desk.platforms.problems(),
    };
  },
  'deal.platform.choose': ({ commandId, platformId }) =>
    desk.decide(commandId, (writes) => {
      keepPlatform(writes, desk.room().show.showId, knownPlatform(desk, platformId));
      return { facts: [], value: null };
    }),
  'deal.limits.set': (input, caller) => setLimits(desk, input, caller),
  'deal.cooldown.set': ({ commandId, cooldownMs }) =>
    desk.decide(commandId, (writes) => {
      keepCooldown(writes, cooldownMs);
      return { facts: [], value: null };
    }),
  'deal.draw.read': ({ dealId }) => readDraw(desk, dealId),
});
