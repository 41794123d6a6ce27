// The promises of the show and those still owed from earlier ones, what is due of them now, and what a script offers to note.

import type { ShowSummary } from '../contract/documents.ts';
import type { PromiseOffer, PromiseRow, PromiseTopic } from '../contract/promise-documents.ts';
import { blocksForCue, goodsIn, languageOf, scriptSubjectIn } from '../core/live-script.ts';
import { priceBreachOf } from '../core/price-promise.ts';
import type { PromiseOrigin } from '../core/promise.ts';
import { isPromiseDue } from '../core/promise-due.ts';
import { promisePhrases } from '../core/promise-phrase.ts';
import { pinnedNumber, type Room } from '../core/room.ts';
import type { ScriptBlock } from '../core/script.ts';
import { scriptValuesOf } from '../core/script-variable.ts';
import type { Instant } from '../core/units.ts';
import type { KeptPromise } from '../store/promise-store.ts';

/** As it stands against the current room; `isOver`: the show that it was made in is. */
export const toPromiseRow = (room: Room, promise: KeptPromise, isOver: boolean, now: Instant): PromiseRow => ({
  ...promise,
  isDue: isPromiseDue(promise, { pin: room.pin, isOver, now }),
  breach: priceBreachOf(promise, room, now),
});

const isSame = (a: PromiseOrigin, b: PromiseOrigin): boolean =>
  a.from === 'script' ? b.from === 'script' && a.blockId === b.blockId : a.from === b.from;

/** Written down already, for the product that is being explained. */
const isNoted = (room: Room, origin: PromiseOrigin, text: string): boolean =>
  [...room.tally.promises.values()].some(
    (promise) =>
      promise.text === text &&
      promise.state !== 'dropped' &&
      isSame(promise.origin, origin) &&
      (promise.subject.on !== 'product' || promise.subject.productId === room.pin?.productId),
  );

const offersIn = (room: Room, blocks: readonly ScriptBlock[]): readonly PromiseOffer[] => {
  const { pin, show } = room;
  if (pin === null || (show.phase !== 'live' && show.phase !== 'rehearsing')) return [];
  const number = pinnedNumber(room);
  const cue = number === null ? null : (room.cues.find((each) => each.number === number) ?? null);
  const spoken: { readonly origin: PromiseOrigin; readonly text: string }[] = blocksForCue(blocks, {
    productId: pin.productId,
    scriptBlocks: cue?.scriptBlocks ?? [],
  })
    .filter(({ isDraftedByAi }) => !isDraftedByAi)
    .map(({ blockId, text }) => ({ origin: { from: 'script', blockId }, text }));
  if (cue !== null && cue.note !== '') spoken.push({ origin: { from: 'cue' }, text: cue.note });
  const subject = scriptSubjectIn(room, goodsIn(room, pin.productId, pin.variantId));
  return spoken.flatMap(({ origin, text }) =>
    promisePhrases(text, scriptValuesOf(subject, languageOf(text)))
      .filter((phrase) => !isNoted(room, origin, phrase.text))
      .map((phrase) => ({ ...phrase, origin, key: JSON.stringify([origin, phrase.text]) })),
  );
};

const ownRows = (room: Room, now: Instant): readonly PromiseRow[] => {
  const { showId, title, phase } = room.show;
  return [...room.tally.promises.values()].map((promise) =>
    toPromiseRow(room, { ...promise, showId, showTitle: title }, phase === 'ended', now),
  );
};

/** What the summary of a show says of them. */
export const promisesOfShow = (room: Room, now: Instant): ShowSummary['promises'] => {
  const rows = ownRows(room, now);
  const countOf = (state: PromiseRow['state']): number => rows.filter((row) => row.state === state).length;
  return { open: rows.filter(({ state }) => state === 'open'), kept: countOf('kept'), dropped: countOf('dropped') };
};

export const toPromiseTopic = (
  room: Room,
  kept: { readonly open: readonly KeptPromise[]; readonly blocks: readonly ScriptBlock[] },
  now: Instant,
): PromiseTopic => {
  const { showId, phase } = room.show;
  const promises = ownRows(room, now);
  const owed = kept.open
    .filter((promise) => promise.showId !== showId)
    .map((promise) => toPromiseRow(room, promise, true, now));
  const isForHost = (row: PromiseRow): boolean =>
    row.breach !== null ||
    isPromiseDue(row, { pin: room.pin, isOver: row.showId === showId && phase === 'ended', now });
  const due = [...promises, ...owed].filter(isForHost);
  return {
    promises,
    owed,
    due: [...due.filter(({ breach }) => breach !== null), ...due.filter(({ breach }) => breach === null)].map(
      ({ promiseId }) => promiseId,
    ),
    offers: offersIn(room, kept.blocks),
    canMake: phase !== 'draft',
  };
};
