// Comments become claims here: read once each, in the order in which they came, and what is kept too long goes to whoever waits.

import { type ClaimCounter, openCounter } from './claim-counter.ts';
import type { Problem } from './contract/topics.ts';
import { readClaimComment } from './core/claim.ts';
import type { Claimant } from './core/claim-book.ts';
import { claimShelf } from './core/claim-shelf.ts';
import { claimedWith } from './core/claim-terms.ts';
import { DESK_SOURCE, type Fact, type FactBody, type NewFact } from './core/fact.ts';
import { happenedAt, pinnedNumberAt, type Room } from './core/room.ts';
import type { Instant, ShowId, VariantId } from './core/units.ts';
import { problemOf } from './ingest/problem-of.ts';
import { newId } from './new-id.ts';
import type { Store, Writes } from './store/store.ts';

export interface ClaimDesk {
  /** Facts of the current show that the room has folded. */
  hear(facts: readonly Fact[]): void;
  /** Lets go of what was kept too long, serves who waits, tries again what the store would not take. */
  tick(): void;
  /** Another show is the current one: what was said in it and not read yet is read now. */
  turn(): void;
  /** For a command of the desk, inside its transaction. */
  counter(writes: Writes, now: Instant): ClaimCounter;
}

export interface ClaimDeskOptions {
  readonly store: Store;
  readonly clock: () => Instant;
  readonly room: () => Room;
  readonly isBlocked: (claimant: Claimant) => boolean;
  /** Appended facts, of whatever show. */
  readonly onFacts: (facts: readonly Fact[]) => void;
  readonly onProblem: (problem: Problem | null) => void;
}

type Chat = Extract<FactBody, { type: 'chat' }>;
type Comment = Fact & { readonly body: Chat };

/** Comments that are decided in one transaction. */
const MOST_AT_ONCE = 200;
const MOST_DUE = 200;
const DUE_EVERY_MS = 250;
const RETRY_MS = 1000;
/** How long comments that made no claim may go unnoted: after a crash they are read once more. */
const NOTE_READ_MS = 1000;

const isComment = (fact: Fact): fact is Comment =>
  fact.body.type === 'chat' && fact.body.viewer !== undefined && fact.body.replyTo === undefined;

export const createClaimDesk = (options: ClaimDeskOptions): ClaimDesk => {
  const { store, clock, room, isBlocked, onFacts, onProblem } = options;
  let queue: Comment[] = [];
  /** Variants of which something may have come back. */
  let restocked = new Set<VariantId>();
  /** Up to which fact comments were read, and up to which the store knows it. */
  let readTo = 0;
  let notedTo = 0;
  let noteAt = 0;
  let dueAt = 0;
  let retryAt = 0;
  let isFailing = false;

  const counter: ClaimDesk['counter'] = (writes, now) =>
    openCounter({ room: room(), writes, now, isBlocked, restocked: new Set(restocked) });

  const factsOf = (bodies: readonly FactBody[], now: Instant): readonly NewFact[] =>
    bodies.map((body) => ({ source: DESK_SOURCE, eventId: newId<string>(), at: now, body }));

  /** One transaction; false where the store would not, and nothing has changed. */
  const commit = (work: (writes: Writes, now: Instant) => readonly FactBody[]): boolean => {
    const now = clock();
    if (isFailing && now < retryAt && retryAt - now <= RETRY_MS) return false;
    try {
      const facts = store.transact((writes) =>
        writes.appendFacts(room().show.showId, factsOf(work(writes, now), now), now),
      );
      if (isFailing) onProblem(null);
      isFailing = false;
      if (facts.length > 0) onFacts(facts);
      return true;
    } catch (error) {
      isFailing = true;
      retryAt = now + RETRY_MS;
      onProblem(problemOf(error));
      return false;
    }
  };

  /** What may have come back and is not offered to those who wait stays noted, and all of it where the store would not. */
  const commitServed = (work: (served: ClaimCounter, writes: Writes) => void): boolean => {
    const before = restocked;
    const left = new Set(before);
    restocked = new Set();
    const isDone = commit((writes, now) => {
      const served = openCounter({ room: room(), writes, now, isBlocked, restocked: left });
      work(served, writes);
      return served.facts();
    });
    for (const variantId of isDone ? left : before) restocked.add(variantId);
    return isDone;
  };

  // ---- comments ----

  const isOnAir = ({ show }: Room): boolean => show.phase === 'live' || show.phase === 'rehearsing';

  /** Whether there was a window that a comment could claim in when it came. */
  const hasWindow = (current: Room, at: Instant): boolean =>
    [...current.tally.claimBook.windows.values()].some(({ openedAt }) => openedAt <= at);

  const readOne = (current: Room, served: ClaimCounter, { source, eventId, body, ...fact }: Comment): void => {
    const { viewer, text } = body;
    if (viewer === undefined) return;
    const pinned = pinnedNumberAt(current, happenedAt(current, { source, eventId, body, ...fact }));
    const reading = readClaimComment(text, claimShelf(current, pinned));
    const said = { source, viewer, text, eventId };
    switch (reading.kind) {
      case 'none':
        break;
      case 'take_back':
        served.takeBack(said, { number: reading.of, variantId: reading.variantId });
        break;
      case 'unclear':
        served.unclear(said, reading.why, reading.candidates);
        break;
      case 'claim':
        for (const line of reading.lines) served.take({ ...said, line });
    }
  };

  const readSome = (comments: readonly Comment[]): boolean => {
    const last = comments.at(-1);
    if (last === undefined) return true;
    let isNoted = false;
    const isDone = commitServed((served, writes) => {
      const current = room();
      for (const comment of comments) readOne(current, served, comment);
      isNoted = served.facts().length > 0;
      // Written with what was decided, so that none is decided twice.
      if (isNoted) writes.moveClaimCursor(current.show.showId, last.seq);
    });
    if (isDone) readTo = last.seq;
    if (isDone && isNoted) notedTo = last.seq;
    return isDone;
  };

  /** Read again much later, a comment that made no claim could: the sheet, and what is pending, are others by then. */
  const noteRead = (now: Instant): void => {
    if (readTo <= notedTo || (now < noteAt && noteAt - now <= NOTE_READ_MS)) return;
    noteAt = now + NOTE_READ_MS;
    const isDone = commit((writes) => {
      writes.moveClaimCursor(room().show.showId, readTo);
      return [];
    });
    if (isDone) notedTo = readTo;
  };

  /** What is being decided makes facts that are heard here again. */
  let isDraining = false;
  const drain = (): void => {
    if (isDraining) return;
    isDraining = true;
    while (queue.length > 0) {
      const some = queue.slice(0, MOST_AT_ONCE);
      if (!readSome(some)) break;
      queue = queue.slice(some.length);
    }
    isDraining = false;
  };

  // ---- time and stock ----

  const expire = (now: Instant): void => {
    if (now < dueAt && dueAt - now <= DUE_EVERY_MS) return;
    dueAt = now + DUE_EVERY_MS;
    const due = store.claimsDue(now, MOST_DUE);
    const current = room().show.showId;
    const own = due.filter(({ showId }) => showId === current);
    if (own.length > 0) {
      commitServed((served) => {
        for (const { claimId } of own) served.end(claimId, 'expired', 'engine');
      });
    }
    const others = new Set(due.map(({ showId }) => showId).filter((showId) => showId !== current));
    for (const showId of others)
      expireEarlier(
        showId,
        due.filter((each) => each.showId === showId),
        now,
      );
  };

  /** Of a show that is not the current one, which hears only what the shelf holds then. */
  const expireEarlier = (showId: ShowId, due: ReturnType<Store['claimsDue']>, now: Instant): void => {
    const facts = store.transact((writes) => {
      const bodies = due.flatMap(({ claimId }): FactBody[] => [
        ...writes.letGoOfClaim(claimId),
        { type: 'claim.ended', claimId, as: 'expired', cause: 'engine' },
      ]);
      return writes.appendFacts(showId, factsOf(bodies, now), now);
    });
    onFacts(facts);
  };

  const roll = (): void => {
    if (restocked.size === 0) return;
    const { waiting } = room().tally.claimBook;
    const wanted = [...restocked].filter((variantId) => (waiting.get(variantId) ?? []).length > 0);
    if (wanted.length === 0) restocked.clear();
    else
      commitServed((served) => {
        for (const variantId of wanted) served.serveWaiting(variantId);
      });
  };

  const noteRestock = ({ body }: Fact): void => {
    const { claimBook } = room().tally;
    switch (body.type) {
      case 'stock.released':
      case 'stock.set':
        for (const variantId of claimedWith(room(), body.variantId)) restocked.add(variantId);
        break;
      case 'claim.changed':
        // One who waits may want fewer now.
        if (body.fate.state === 'waiting') restocked.add(body.claim.variantId);
        break;
      case 'claims.opened':
      case 'deal.fired':
      case 'product.changed':
        for (const variantId of claimBook.waiting.keys()) restocked.add(variantId);
    }
  };

  const hear: ClaimDesk['hear'] = (facts) => {
    const current = room();
    for (const fact of facts) {
      noteRestock(fact);
      if (isComment(fact) && isOnAir(current) && current.tally.claimBook.windows.size > 0) queue.push(fact);
    }
    drain();
  };

  const turn = (): void => {
    const current = room();
    queue = [];
    restocked = new Set(current.tally.claimBook.waiting.keys());
    readTo = store.claimCursor(current.show.showId);
    notedTo = readTo;
    if (current.tally.claimBook.windows.size === 0 || !isOnAir(current)) return;
    for (const fact of store.factsAfter(current.show.showId, readTo)) {
      if (isComment(fact) && hasWindow(current, fact.receivedAt)) queue.push(fact);
    }
  };

  return {
    hear,
    counter,
    turn,
    tick: () => {
      drain();
      noteRead(clock());
      expire(clock());
      roll();
    },
  };
};
