// claims.parse: comments a second through the claim grammar, as a share of one bare regular expression over the same comments.

import { parseClaim, readClaimComment } from '../../src-main/core/claim.ts';
import type { ClaimReading } from '../../src-main/core/claim-reading.ts';
import { type ClaimShelf, claimItems } from '../../src-main/core/claim-shelf.ts';
import { createRoom } from '../../src-main/core/room.ts';
import type { Bench, Size } from './bench.ts';
import { percent, spread, thousands } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { openBenchStore } from './support/bench-store.ts';
import { makeStream, toFacts } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

/** What a claim, a take-back or a change cannot do without, and nothing that tells which product or whether it is a question. */
const BARE =
  /\d{1,3}\s*号|[+＋扣x×*]\s*[\d一二两三四五六七八九十]|[\d一二两三四五六七八九十]\s*[个支件瓶盒套单份条双只片包罐箱盘袋组提对]|包色|各一|我要|不要了|取消|改成|换成|cancel|change|sold/iu;

interface Chat {
  readonly text: string;
  readonly shelf: ClaimShelf;
}

/** What most of the evening's comments are about: eight shades to choose from. */
const PINNED = 3;

/** The comments of the simulated evening as they come: questions, praise, small talk, claims while a deal runs. */
const collect = (size: Size): Promise<readonly Chat[]> =>
  withTempDir(async (dataDir) => {
    const { store, showId } = await openBenchStore(dataDir);
    const show = store.show(showId);
    if (show === null) throw new Error('the store has no show');
    const room = createRoom({ show, ...store.runSheet(showId) });
    store.close();
    const items = claimItems(room);
    const chats: Chat[] = [];
    for (const fact of toFacts(makeStream(size === 'full' ? 100_000 : 20_000, null), showId)) {
      if (fact.body.type !== 'chat') continue;
      chats.push({ text: fact.body.text, shelf: { pinned: PINNED, items } });
    }
    return chats;
  });

const perSecond = (chats: readonly Chat[], read: (chat: Chat) => void): number => {
  globalThis.gc?.();
  const before = performance.now();
  for (const chat of chats) read(chat);
  return (chats.length / (performance.now() - before)) * 1000;
};

const shareOf = (chats: readonly Chat[], kind: ClaimReading['kind']): string =>
  percent(chats.filter(({ text, shelf }) => readClaimComment(text, shelf).kind === kind).length / chats.length);

export const bench: Bench = {
  name: 'claims.parse',
  bar: 0.3,
  passes: 'at least',
  run: async (size) => {
    const chats = await collect(size);
    let found = 0;
    const rounds = await playRounds(
      {
        product: () =>
          perSecond(chats, ({ text, shelf }) => {
            if (readClaimComment(text, shelf).kind !== 'none') found += 1;
          }),
        baseline: () =>
          perSecond(chats, ({ text }) => {
            if (BARE.test(text)) found += 1;
          }),
      },
      { rounds: size === 'full' ? 11 : 3, warmUps: 2 },
    );
    const read = compareBy(rounds, (figure) => figure);
    const apart = perSecond(chats, ({ text, shelf }) => {
      parseClaim(text, shelf);
    });
    return {
      ratio: read.ratio,
      alsoHolds: found > 0,
      detail:
        `grammar ${thousands(read.product)} comments/s, one regular expression ${thousands(read.baseline)}, ${spread(read)}; ` +
        `every comment taken apart, however often it was said: ${(apart / read.baseline).toFixed(2)}; ` +
        `${chats.length} comments, ${shareOf(chats, 'claim')} claims, ${shareOf(chats, 'unclear')} to be settled`,
    };
  },
};
