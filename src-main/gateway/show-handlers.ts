// Requests about shows: create, open, rehearse, go live, pause, end, and the lists and summaries of them.

import { Refusal } from '../contract/errors.ts';
import type { DeskFactBody } from '../core/fact.ts';
import { numberCues } from '../core/run-sheet.ts';
import { canMoveShow, type Show, type ShowMove } from '../core/show.ts';
import { type CommandId, duration, type Instant, MINUTE, type ShowId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { Writes } from '../store/store.ts';
import { endDeal } from './deal-shot.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk, RoomOrderOut } from './engine-desk.ts';
import { productUnpin } from './product-handlers.ts';
import { sheetOfShow } from './run-sheet-handlers.ts';

type ShowHandlers = Pick<
  Handlers,
  | 'show.create'
  | 'show.list'
  | 'show.open'
  | 'show.rehearse'
  | 'show.reset'
  | 'show.start'
  | 'show.pause'
  | 'show.resume'
  | 'show.end'
  | 'review.summary'
>;

const currentShow = (desk: EngineDesk): Show => {
  const showId = desk.store.currentShowId();
  const show = showId === null ? null : desk.store.show(showId);
  if (show === null) throw new Refusal('no_show', 'There is no show yet: create one first.');
  return show;
};

/** Leaving a show that is on air would lose it from sight: it must be ended first. */
const refuseWhileOnAir = (show: Show | null): void => {
  if (show?.phase === 'live') {
    throw new Refusal('wrong_phase', 'A show is on air: end it before turning to another.', { phase: show.phase });
  }
};

interface Outcome {
  readonly facts: DeskFactBody[];
  readonly rooms: RoomOrderOut[];
}

/** Deals that were fired do not outlive what they were fired in. */
const stopDeals = (desk: EngineDesk, writes: Writes, showId: ShowId, now: Instant): Outcome => {
  const outcome: Outcome = { facts: [], rooms: [] };
  for (const deal of desk.store.dealsOf(showId)) {
    const ended = endDeal(writes, { room: desk.room(), store: desk.store }, deal, { reason: 'stopped', now });
    outcome.facts.push(...ended.facts);
    outcome.rooms.push(...ended.rooms);
  }
  return outcome;
};

const move = (desk: EngineDesk, commandId: CommandId, type: ShowMove): null =>
  desk.decide(commandId, (writes, now) => {
    const show = currentShow(desk);
    if (!canMoveShow(show, type)) {
      throw new Refusal('wrong_phase', `A show that is ${show.phase} cannot do ${type}.`, { phase: show.phase });
    }
    if (type === 'show.started') desk.compliance.refuseToStart(show.showId);
    const { facts, rooms } =
      show.phase === 'rehearsing' ? leaveRehearsal(desk, writes, show.showId, now) : { facts: [], rooms: [] };
    writes.moveShow(show.showId, type, now);
    return { facts: [...facts, { type }], rooms, value: null };
  });

/** A rehearsal leaves no trace: its deals are stopped, and what its recording ordered goes back on the shelf. */
const leaveRehearsal = (desk: EngineDesk, writes: Writes, showId: ShowId, now: Instant): Outcome => {
  const { facts, rooms } = stopDeals(desk, writes, showId, now);
  return { facts: [...facts, ...writes.releaseRehearsed(showId)], rooms };
};

/** A rehearsal from its beginning: facts are never taken back, so one that is wound back is left and begun anew. */
export const restartRehearsal = (desk: EngineDesk, commandId: CommandId): null =>
  desk.decide(commandId, (writes, now) => {
    const show = currentShow(desk);
    if (show.phase !== 'rehearsing') {
      throw new Refusal('wrong_phase', 'A recording is played into a rehearsal.', { phase: show.phase });
    }
    const { facts, rooms } = leaveRehearsal(desk, writes, show.showId, now);
    writes.moveShow(show.showId, 'show.reset', now);
    writes.moveShow(show.showId, 'show.rehearsed', now);
    return { facts: [...facts, { type: 'show.reset' }, { type: 'show.rehearsed' }], rooms, value: null };
  });

/** The replay first: nothing of it may reach the show that begins. It goes on where the show may not start. */
const moveFromRehearsal = async (desk: EngineDesk, commandId: CommandId, type: ShowMove): Promise<null> => {
  const { phase, showId } = currentShow(desk);
  if (phase === 'rehearsing' && type === 'show.started') desk.compliance.refuseToStart(showId);
  if (phase === 'rehearsing') await desk.replays.stop();
  return move(desk, commandId, type);
};

/** Ending also ends what is still open on air: running deals are stopped, armed ones put away, the pin taken off. */
const endShow = (desk: EngineDesk, commandId: CommandId): null =>
  desk.decide(commandId, (writes, now) => {
    const show = currentShow(desk);
    if (!canMoveShow(show, 'show.ended')) {
      throw new Refusal('wrong_phase', `A show that is ${show.phase} cannot end.`, { phase: show.phase });
    }
    const { facts, rooms } = stopDeals(desk, writes, show.showId, now);
    for (const { dealId } of desk.store.dealsOf(show.showId)) {
      if (writes.disarmDeal(dealId)) facts.push({ type: 'deal.disarmed', dealId, why: 'show_over' });
    }
    const { pin } = desk.room();
    if (pin !== null) {
      const { productId, variantId } = pin;
      facts.push({ type: 'product.unpinned', productId });
      rooms.push(productUnpin({ productId, variantId }, now));
    }
    writes.moveShow(show.showId, 'show.ended', now);
    return { facts: [...facts, { type: 'show.ended' }], rooms, value: null };
  });

export const createShowHandlers = (desk: EngineDesk): ShowHandlers => ({
  'show.create': (input) => {
    const value = desk.decide(input.commandId, (writes, now) => {
      const before = desk.store.currentShowId();
      refuseWhileOnAir(before === null ? null : desk.store.show(before));
      const source = input.copyOf ?? before;
      if (source === null) throw new Refusal('not_found', 'There is no run sheet to copy.');
      const showId = newId<ShowId>();
      writes.insertShow(
        {
          showId,
          title: input.title,
          host: input.host,
          currency: desk.room().show.currency,
          phase: 'draft',
          isPaused: false,
          createdAt: now,
          startedAt: null,
          endedAt: null,
          plannedMs: duration(input.plannedMinutes * MINUTE),
        },
        { ...desk.store.runSheet(source), cues: numberCues(sheetOfShow(desk.store, source)) },
      );
      writes.setCurrentShow(showId);
      return { facts: [], value: { showId } };
    });
    desk.turnToCurrentShow();
    return value;
  },
  'show.list': () => {
    const current = desk.store.currentShowId();
    return desk.store.shows().map((show) => ({ ...show, isCurrent: show.showId === current }));
  },
  'show.open': (input) => {
    desk.decide(input.commandId, (writes) => {
      const before = desk.store.currentShowId();
      if (before !== input.showId) refuseWhileOnAir(before === null ? null : desk.store.show(before));
      if (desk.store.show(input.showId) === null) throw new Refusal('not_found', 'There is no such show.');
      writes.setCurrentShow(input.showId);
      return { facts: [], value: null };
    });
    desk.turnToCurrentShow();
    return null;
  },
  'show.rehearse': ({ commandId }) => move(desk, commandId, 'show.rehearsed'),
  'show.reset': ({ commandId }) => moveFromRehearsal(desk, commandId, 'show.reset'),
  'show.start': ({ commandId }) => moveFromRehearsal(desk, commandId, 'show.started'),
  'show.pause': ({ commandId }) => move(desk, commandId, 'show.paused'),
  'show.resume': ({ commandId }) => move(desk, commandId, 'show.resumed'),
  'show.end': ({ commandId }) => endShow(desk, commandId),
  'review.summary': ({ showId }) => desk.summary(showId),
});
