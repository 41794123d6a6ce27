// The audience of a show: what each source tells of it and what is counted of each, and the figures that follow one source a room.

import { addToSlot, slotAt } from './slot.ts';
import type { Instant, SourceId } from './units.ts';

/** What platforms total since a stream began; followers are the host's, since ever. */
export const TOTAL_NAMES = ['views', 'unique', 'likes', 'followers'] as const;
export type TotalName = (typeof TOTAL_NAMES)[number];

/** What is counted here, event by event. */
export type CountName = 'likes' | 'enters' | 'follows';

/** The figures of a show that rest on what a source says of its room. */
export const LED_NAMES = ['online', 'views', 'unique'] as const;
export type LedName = (typeof LED_NAMES)[number];

interface Reading {
  readonly value: number;
  readonly at: Instant;
}

/** A total as its source tells it. */
export interface Told {
  /** The newest word, lower ones too. */
  value: number;
  at: Instant;
  /** At least so many: the platform wrote «1.2万». */
  readonly isRounded: boolean;
  /** The live session that it is of, where that is named. */
  session: string | null;
  /** The highest since it began to count. */
  high: number;
  /** What it grew by since `since`, over restarts of the stream. */
  grown: number;
  readonly since: Instant;
  /** It was told again after `since`, so that there is something to compare. */
  isAgain: boolean;
  /** What had been counted here by `since`. */
  readonly countedBy: number;
}

export interface Teller {
  name: string;
  platform: string | null;
  /** Has told something of its audience in this show or before; a shop never does. */
  hasSpoken: boolean;
  online: Reading | null;
  /** 人气: an index of the platform's, no head count. */
  popularity: Reading | null;
  readonly totals: Record<TotalName, Told | null>;
  /** Since when it is counted here; a room may tell of what was before it came. */
  since: Instant;
  /** Null where none has been heard: it may tell none at all. */
  readonly counted: Record<CountName, number | null>;
}

/** A total of the show: what its rooms had when they were first told of, and what they have grown by since. */
interface Flow {
  isKnown: boolean;
  /** Never part of what a window of time has brought. */
  entered: number;
  grown: number;
  /** `grown` at the newest sample of each slot; undefined where a slot had none. */
  readonly grownAt: (number | undefined)[];
}

/**
 * Several sources may speak of one room, and none of them knows it. So what they tell is kept by source and never mixed:
 * - Each figure (online, views, unique) follows one source a room: the first that told it. Another takes its place once it
 *   has told nothing for a minute, and from then on only what the new one grows by counts.
 * - Rooms are added up only where they are proved to be different ones, by their platforms.
 * - What is counted here (likes, entries, follows) is counted by source; no total ever goes into it.
 */
export interface Audience {
  readonly tellers: Map<SourceId, Teller>;
  /** By figure, whom it follows: one a room. */
  readonly leads: Record<LedName, SourceId[]>;
  online: number | null;
  peakOnline: number | null;
  sampledAt: Instant | null;
  /** ∫ online dt, in people × ms, and the ms over which it was known. */
  area: number;
  knownMs: number;
  readonly onlineSum: number[];
  readonly onlineCount: number[];
  readonly views: Flow;
  readonly unique: Flow;
}

/** A sample stands for no longer than this: beyond it nothing is known. */
export const SAMPLE_GOOD_FOR_MS = 60_000;

const COUNTERPART: Readonly<Record<TotalName, CountName | null>> = {
  views: 'enters',
  unique: null,
  likes: 'likes',
  followers: 'follows',
};

/** What is counted here of the same thing that `name` totals; null where nothing is. */
export const countedOf = ({ counted }: Teller, name: TotalName): number | null => {
  const counterpart = COUNTERPART[name];
  return counterpart === null ? null : counted[counterpart];
};

const createTeller = (since: Instant): Teller => ({
  name: '',
  platform: null,
  hasSpoken: false,
  online: null,
  popularity: null,
  totals: { views: null, unique: null, likes: null, followers: null },
  since,
  counted: { likes: null, enters: null, follows: null },
});

const carryTold = (told: Told | null, since: Instant): Told | null =>
  told === null ? null : { ...told, high: told.value, grown: 0, since, isAgain: false, countedBy: 0 };

/** The same source in the next show: its totals go on from here, what is counted begins anew. */
const carryTeller = (teller: Teller, since: Instant): Teller => ({
  ...teller,
  totals: {
    views: carryTold(teller.totals.views, since),
    unique: carryTold(teller.totals.unique, since),
    likes: carryTold(teller.totals.likes, since),
    followers: carryTold(teller.totals.followers, since),
  },
  since,
  counted: { likes: null, enters: null, follows: null },
});

const createFlow = (before: Flow | undefined): Flow => ({
  isKnown: before?.isKnown ?? false,
  entered: 0,
  grown: 0,
  grownAt: [],
});

/** `before`: the room's own counts go on from where the last show left them, at `from`. */
export const createAudience = (from: Instant | null, before?: Audience): Audience => ({
  tellers: new Map(
    [...(before?.tellers ?? [])].map(([source, teller]) => [source, carryTeller(teller, from ?? teller.since)]),
  ),
  leads: {
    online: [...(before?.leads.online ?? [])],
    views: [...(before?.leads.views ?? [])],
    unique: [...(before?.leads.unique ?? [])],
  },
  online: before?.online ?? null,
  peakOnline: null,
  sampledAt: null,
  area: 0,
  knownMs: 0,
  onlineSum: [],
  onlineCount: [],
  views: createFlow(before?.views),
  unique: createFlow(before?.unique),
});

/** What a source told is no word on the show that begins: a recording that was rehearsed, a room that was put aside. */
export const forgetTeller = (audience: Audience, source: SourceId): void => {
  audience.tellers.delete(source);
  for (const name of LED_NAMES) audience.leads[name] = audience.leads[name].filter((lead) => lead !== source);
  if (audience.leads.online.length === 0) audience.online = null;
  for (const name of ['views', 'unique'] as const)
    if (audience.leads[name].length === 0) audience[name].isKnown = false;
};

const tellerOf = (audience: Audience, source: SourceId, at: Instant): Teller => {
  let teller = audience.tellers.get(source);
  if (teller === undefined) {
    teller = createTeller(at);
    audience.tellers.set(source, teller);
  }
  return teller;
};

/** A source has connected, under this name. */
export const meetTeller = (
  audience: Audience,
  source: SourceId,
  about: { readonly name: string; readonly platform: string | null },
  at: Instant,
): void => {
  const teller = tellerOf(audience, source, at);
  teller.name = about.name;
  teller.platform = about.platform;
};

const speak = (teller: Teller, at: Instant): void => {
  teller.hasSpoken = true;
  if (at < teller.since) teller.since = at;
};

/** A source speaks of people, whatever of them. */
export const hearTeller = (audience: Audience, source: SourceId, at: Instant): Teller => {
  const teller = tellerOf(audience, source, at);
  speak(teller, at);
  return teller;
};

export const countHere = ({ counted }: Teller, name: CountName, amount: number): void => {
  counted[name] = (counted[name] ?? 0) + amount;
};

// ---- whom a figure follows ----

const toldAt = (teller: Teller | undefined, name: LedName): number =>
  (name === 'online' ? teller?.online?.at : teller?.totals[name]?.at) ?? Number.NEGATIVE_INFINITY;

const areApart = (a: Teller | undefined, b: Teller): boolean =>
  a !== undefined && a.platform !== null && b.platform !== null && a.platform !== b.platform;

/** How the figure takes what this source has told at `at`; null: not at all. `joins`: as that of a room more. */
const leadWith = (
  audience: Audience,
  name: LedName,
  source: SourceId,
  at: Instant,
): 'leads' | 'joins' | 'takes_over' | null => {
  const leads = audience.leads[name];
  const teller = audience.tellers.get(source);
  if (teller === undefined) return null;
  if (leads.includes(source)) return 'leads';
  const rivals = leads.filter((lead) => !areApart(audience.tellers.get(lead), teller));
  if (rivals.some((rival) => at - toldAt(audience.tellers.get(rival), name) <= SAMPLE_GOOD_FOR_MS)) return null;
  audience.leads[name] = [...leads.filter((lead) => !rivals.includes(lead)), source];
  return rivals.length === 0 ? 'joins' : 'takes_over';
};

// ---- what a source tells ----

export interface AudienceSample {
  /** People in the room now. */
  readonly online?: number;
  readonly views?: number;
  readonly unique?: number;
  readonly likes?: number;
  readonly followers?: number;
  readonly popularity?: number;
  readonly isRounded?: boolean;
  readonly session?: string;
}

interface TotalWord {
  readonly value: number;
  readonly at: Instant;
  readonly isRounded: boolean;
  readonly session: string | null;
}

const tellFirst = (teller: Teller, name: TotalName, word: TotalWord): void => {
  const countedBy = countedOf(teller, name) ?? 0;
  teller.totals[name] = { ...word, high: word.value, grown: 0, since: word.at, isAgain: false, countedBy };
};

/**
 * Keeps a total and says what it grew by. Much less than before: it is counted from 0 again. A little less: some were taken
 * back, and nothing grew. Another session goes on from nothing; what was rounded cannot be compared with what is not.
 */
const tellTotal = (teller: Teller, name: TotalName, word: TotalWord): number => {
  const told = teller.totals[name];
  if (told === null || (told.isRounded && !word.isRounded)) {
    tellFirst(teller, name, word);
    return 0;
  }
  const isNewest = word.at >= told.at;
  if (word.isRounded) {
    if (isNewest && (told.isRounded || word.value > told.value)) tellFirst(teller, name, word);
    return 0;
  }
  const { value, session } = word;
  const goesOn = told.session === null || session === null || told.session === session;
  const isAnew = isNewest && name !== 'followers' && value < told.high / 2;
  let growth = 0;
  // Followers leave again: their number is no count since any beginning.
  if (name === 'followers') growth = isNewest ? value - told.value : 0;
  else if (isAnew) growth = value;
  else if (goesOn) growth = Math.max(0, value - told.high);
  told.grown += growth;
  told.isAgain = true;
  if (isAnew || (isNewest && !goesOn)) told.high = value;
  else if (goesOn) told.high = Math.max(told.high, value);
  if (isNewest) Object.assign(told, { value, at: word.at, session: session ?? told.session });
  return growth;
};

/** `isNew`: its source has told no exact total before. */
const tellFlow = (
  audience: Audience,
  name: 'views' | 'unique',
  told: { readonly source: SourceId; readonly at: Instant; readonly value: number; readonly isNew: boolean },
  growth: number,
  slot: number,
): void => {
  const as = leadWith(audience, name, told.source, told.at);
  if (as === null) return;
  const flow = audience[name];
  flow.isKnown = true;
  if (as === 'joins' && told.isNew) flow.entered += told.value;
  // What it grew by before it took over, the other may have told as well.
  if (as !== 'takes_over') flow.grown += growth;
  flow.grownAt[slot] = flow.grown;
};

const sampleOnline = (audience: Audience, source: SourceId, slot: number, at: Instant, told: number): void => {
  if (leadWith(audience, 'online', source, at) === null) return;
  const online = audience.leads.online.reduce((sum, lead) => {
    const reading = lead === source ? null : (audience.tellers.get(lead)?.online ?? null);
    return reading === null || Math.abs(at - reading.at) > SAMPLE_GOOD_FOR_MS ? sum : sum + reading.value;
  }, told);
  if (audience.sampledAt !== null && audience.online !== null && at > audience.sampledAt) {
    const span = Math.min(at - audience.sampledAt, SAMPLE_GOOD_FOR_MS);
    audience.area += audience.online * span;
    audience.knownMs += span;
  }
  if (audience.sampledAt === null || at >= audience.sampledAt) {
    audience.online = online;
    audience.sampledAt = at;
  }
  if (audience.peakOnline === null || online > audience.peakOnline) audience.peakOnline = online;
  addToSlot(audience.onlineSum, slot, online);
  addToSlot(audience.onlineCount, slot, 1);
};

const newer = (reading: Reading | null, value: number, at: Instant): Reading =>
  reading !== null && reading.at > at ? reading : { value, at };

export const sampleAudience = (
  audience: Audience,
  from: Instant,
  told: { readonly source: SourceId; readonly at: Instant; readonly sample: AudienceSample },
): void => {
  const { source, at, sample } = told;
  const slot = slotAt(from, at);
  const teller = tellerOf(audience, source, at);
  speak(teller, at);
  const isRounded = sample.isRounded === true;
  for (const name of TOTAL_NAMES) {
    const value = sample[name];
    if (value === undefined) continue;
    const isNew = teller.totals[name]?.isRounded ?? true;
    const growth = tellTotal(teller, name, { value, at, isRounded, session: sample.session ?? null });
    if ((name === 'views' || name === 'unique') && !isRounded)
      tellFlow(audience, name, { source, at, value, isNew }, growth, slot);
  }
  if (sample.popularity !== undefined) teller.popularity = newer(teller.popularity, sample.popularity, at);
  if (sample.online === undefined) return;
  sampleOnline(audience, source, slot, at, sample.online);
  teller.online = newer(teller.online, sample.online, at);
};

// ---- what is read of it ----

export const totalOf = ({ isKnown, entered, grown }: Flow): number | null => (isKnown ? entered + grown : null);

/** ACU: the time-weighted mean of what was sampled; null before the second sample. */
export const averageOnline = ({ area, knownMs, online }: Audience): number | null =>
  knownMs > 0 ? area / knownMs : online;

/** The mean of the samples of slots [start, end), or null where there were none. */
export const meanOnline = ({ onlineSum, onlineCount }: Audience, start: number, end: number): number | null => {
  let sum = 0;
  let samples = 0;
  for (let i = Math.max(0, start); i < end && i < onlineSum.length; i += 1) {
    sum += onlineSum[i] ?? 0;
    samples += onlineCount[i] ?? 0;
  }
  return samples === 0 ? null : sum / samples;
};

/** What a total had grown by at the end of slot `end` − 1; 0 before its first sample, null where it was never told. */
export const grownUntil = ({ grownAt }: Pick<Flow, 'grownAt'>, end: number): number | null => {
  for (let i = Math.min(end, grownAt.length) - 1; i >= 0; i -= 1) {
    const value = grownAt[i];
    if (value !== undefined) return value;
  }
  return grownAt.length > 0 ? 0 : null;
};
