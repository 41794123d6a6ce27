// The demo catalogue, and an operator who follows its run sheet: what the simulator's tests play with.

import { join } from 'node:path';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import { type CommandId, type DealId, type Instant, instant } from '../../src-main/core/units.ts';
import { type DemoCatalogue, readDemoCatalogue } from '../../src-main/room-server/demo-catalogue.ts';
import { createSimulator, type SimulatedEvent, type Simulator } from '../../src-main/room-server/simulator.ts';
import type { ScenarioName } from '../../src-main/room-server/simulator-scenario.ts';

export const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
export const STARTED_AT = instant(Date.UTC(2026, 10, 24, 12));

export const atMinute = (minute: number): Instant => instant(STARTED_AT + minute * 60_000);

export const loadCatalogue = (): DemoCatalogue => readDemoCatalogue(RESOURCES);

export const openShow = (
  change: { seed?: string; scenario?: ScenarioName; rate?: number | null; isPinned?: boolean } = {},
): Simulator => {
  const catalogue = loadCatalogue();
  return createSimulator({
    seed: change.seed ?? 'test',
    scenario: change.scenario ?? 'evening',
    catalogue,
    startedAt: STARTED_AT,
    pins: change.isPinned === false ? [] : catalogue.history,
    rate: change.rate ?? null,
    speed: 1,
  });
};

const envelope = (id: string) => ({ id: id as CommandId, at: STARTED_AT, expiresAt: instant(STARTED_AT + 1e9) });

export const pinCue = (number: number): RoomCommand => {
  const cue = loadCatalogue().cues[number - 1];
  if (cue === undefined) throw new RangeError(`no cue ${number}`);
  const { productId, variantId } = cue;
  return { ...envelope(`pin-${number}`), kind: 'product.pin', body: { productId, variantId } };
};

/** The deal that the run sheet plans for this cue. */
export const startDeal = (number: number): Extract<RoomCommand, { kind: 'deal.start' }> => {
  const cue = loadCatalogue().cues[number - 1];
  if (cue === undefined || cue.deal === null) throw new RangeError(`no deal at cue ${number}`);
  const { productId, variantId, deal } = cue;
  const dealId = `deal-${number}` as DealId;
  return { ...envelope(dealId), kind: 'deal.start', body: { dealId, productId, variantId, ...deal } };
};

/** A whole show whose operator pins each cue for its minutes and fires each planned deal. */
export const playRunSheet = (simulator: Simulator): SimulatedEvent[] => {
  const events: SimulatedEvent[] = [];
  let minute = 1.5;
  for (const cue of loadCatalogue().cues) {
    events.push(...simulator.advance(atMinute(minute)));
    simulator.apply(pinCue(cue.number));
    events.push(...simulator.advance(atMinute(minute + 1)));
    if (cue.deal !== null) simulator.apply(startDeal(cue.number));
    minute += cue.plannedMs / 60_000;
  }
  events.push(...simulator.advance(atMinute(121)));
  return events;
};
