// A pseudonymised copy: nobody of the recording is found in it, and everything else still happens the same.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent, LiveEventBody } from '../../src-main/core/live-event.ts';
import { peopleIn } from '../../src-main/core/pseudonymous-event.ts';
import {
  type Instant,
  instant,
  money,
  type OrderId,
  type ProductId,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { createRecorder } from '../../src-main/ingest/recorder.ts';
import { readFrameLine } from '../../src-main/ingest/recording.ts';
import { copyRecording } from '../../src-main/ingest/recording-copy.ts';
import { listRecordings } from '../../src-main/ingest/recording-shelf.ts';
import { REHEARSAL_DIR, REHEARSAL_NAME } from '../support/rehearsal-recording.ts';
import { factAt, makeFolder, STARTED } from './support/recorded.ts';
import { playAll } from './support/replay.ts';

let dir = '';
let removeFolder: () => void = () => undefined;

beforeEach(() => {
  ({ dir, remove: removeFolder } = makeFolder());
});
afterEach(() => removeFolder());

const createHurriedClock = (): (() => Instant) => {
  let day = 0;
  return () => {
    day += 1;
    return instant(STARTED + day * 86_400_000);
  };
};

/** Letters that no word of the format is made of. */
const letter = fc.constantFrom(...'鹿渺霁笙筱绾ŽÆÐÞЖЩЫЮ𝔄𝔅');
const word = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(letter, { minLength: min, maxLength: max }).map((letters) => letters.join(''));
const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 })
    .map((list) => `1${list.join('')}`);

const person = fc.record({ id: fc.oneof(digits(19), word(5, 12)), name: word(2, 8), avatar: word(5, 9) });
const phone = digits(11);
const toViewer = ({ id, name, avatar }: { id: string; name: string; avatar: string }) => ({
  id: id as ViewerId,
  name,
  avatar: `https://img.example/${avatar}.jpg`,
  level: 3,
});

interface Said {
  readonly body: LiveEventBody;
  readonly afterMs: number;
  readonly source: 'room' | 'feed';
}

const saidBy = (people: readonly { id: string; name: string; avatar: string }[], phones: readonly string[]) => {
  const viewer = fc.constantFrom(...people).map(toViewer);
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...people.map(({ name }) => name)),
        fc.constantFrom(...people.map(({ id }) => id)),
        fc.constantFrom(...phones),
        fc.constantFrom('3号 2件', ' @', '，', '多少钱', '我的电话'),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join(''));
  const chat = fc.record({ type: fc.constant('chat' as const), text, viewer });
  const enter = fc.record({ type: fc.constant('enter' as const), viewer });
  const order = fc
    .record({
      id: digits(12),
      quantity: fc.integer({ min: 1, max: 9 }),
      price: fc.integer({ min: 1, max: 99_900 }),
      viewer,
      note: text,
    })
    .map(({ id, quantity, price, viewer: buyer, note }) => ({
      type: 'order.paid' as const,
      order: {
        id: id as OrderId,
        lines: [
          {
            productId: 'p1' as ProductId,
            variantId: 'v1' as VariantId,
            title: '口红',
            quantity,
            unitPrice: money(price, 'CNY'),
          },
        ],
        total: money(price * quantity, 'CNY'),
        buyer,
        note,
      },
    }));
  return fc.record({
    body: fc.oneof(chat, enter, order) as fc.Arbitrary<LiveEventBody>,
    afterMs: fc.integer({ min: 0, max: 100_000 }),
    source: fc.constantFrom('room' as const, 'feed' as const),
  });
};

const evening = fc
  .record({
    people: fc.uniqueArray(person, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
    phones: fc.array(phone, { minLength: 1, maxLength: 3 }),
  })
  .chain(({ people, phones }) =>
    fc.record({
      people: fc.constant(people),
      phones: fc.constant(phones),
      said: fc.array(saidBy(people, phones), { minLength: 1, maxLength: 25 }),
    }),
  );

const record = async (said: readonly Said[]): Promise<string> => {
  const recorder = createRecorder({
    dir,
    title: '知夏的夜场',
    currency: 'CNY',
    clock: () => STARTED,
    onProblem: () => expect.unreachable(),
    sourceNow: (source) => ({
      name: '知夏',
      kind: source === 'room' ? 'room' : 'douyin-barrage-grab',
      isUp: true,
      capabilities: [],
    }),
    attached: ['room', 'feed'] as SourceId[],
  });
  said.forEach(({ body, afterMs, source }, index) => {
    const fact = factAt(index + 1, body, afterMs, source);
    const event = { id: fact.eventId, seq: index + 1, at: fact.at, ...body };
    const data =
      source === 'room'
        ? ['events', { from: index + 1, to: index + 1, events: [event] }]
        : { Type: 1, Data: JSON.stringify(body) };
    recorder.frame(fact.source, { way: 'in', data });
    recorder.write([fact]);
    if (source === 'feed')
      recorder.rejects(fact.source, [
        {
          eventId: fact.eventId,
          reason: `viewer: got ${JSON.stringify(body)}`,
          raw: JSON.stringify(body),
          bytes: 9,
          times: 1,
        },
      ]);
  });
  await recorder.stop();
  return recorder.name;
};

const figuresOf = (events: readonly LiveEvent[]) => {
  const paid = events.flatMap(({ body }) => (body.type === 'order.paid' ? [body.order] : []));
  return {
    events: events.map(({ body }) => body.type),
    viewers: new Set(events.flatMap((event) => peopleIn(event).map(({ id }) => id))).size,
    orders: new Set(paid.map(({ id }) => id)).size,
    gmv: paid.reduce((sum, { total }) => sum + total.minor, 0),
    products: paid.flatMap(({ lines }) =>
      lines.map(({ productId, variantId, quantity }) => [productId, variantId, quantity]),
    ),
  };
};

const play = async (file: string) => {
  const { sinks } = await playAll({ file, clock: createHurriedClock(), run: 'r' });
  return {
    figures: sinks.map(({ events }) => figuresOf(events)),
    rejects: sinks.map(({ rejects }) => rejects.length),
    events: sinks.flatMap(({ events }) => events),
  };
};

describe('a pseudonymised copy', () => {
  it('holds a name, an id, an avatar or a phone of the recording, or counts other viewers, orders or sales', async () => {
    await fc.assert(
      fc.asyncProperty(evening, async ({ people, phones, said }) => {
        const name = await record(said);
        const before = await play(join(dir, name));
        const copy = await copyRecording(join(dir, name), dir);
        const text = readFileSync(copy.path, 'utf8');
        const told = said.flatMap(({ body }) =>
          peopleIn({ id: '', seq: 0, at: STARTED, body }).map(({ id }) => String(id)),
        );
        for (const { id, name: called, avatar } of people.filter((each) => told.includes(each.id))) {
          expect(text).not.toContain(id);
          expect(text).not.toContain(called);
          expect(text).not.toContain(avatar);
        }
        for (const number of phones) expect(text).not.toContain(number);
        expect(text).not.toContain('知夏');
        const after = await play(copy.path);
        expect(after.figures).toEqual(before.figures);
        expect(after.rejects).toEqual(before.rejects);
        expect(copy.people).toBe(new Set(told).size);
      }),
      { numRuns: 60 },
    );
  });

  it('makes two people of one, or one of two', async () => {
    const said = ['u-1000001', 'u-1000002', 'u-1000001'].map(
      (id, index): Said => ({
        body: {
          type: 'chat',
          text: '小鹿 在吗',
          viewer: { id: id as ViewerId, name: id === 'u-1000001' ? '小鹿' : '阿珍' },
        },
        afterMs: index,
        source: 'room',
      }),
    );
    const copy = await copyRecording(join(dir, await record(said)), dir);
    const { events } = await play(copy.path);
    const [first, second, third] = events.flatMap((event) => peopleIn(event));
    expect(third).toEqual(first);
    expect(second?.id).not.toBe(first?.id);
    // Where she is spoken of she is the same too.
    expect(events.map(({ body }) => (body.type === 'chat' ? body.text : ''))).toEqual(
      Array(3).fill(`${first?.name} 在吗`),
    );
  });

  it('of the same recording twice can be laid beside the other and told who is who', async () => {
    const said: Said = {
      body: { type: 'enter', viewer: { id: 'u-1000001' as ViewerId, name: '小鹿' } },
      afterMs: 0,
      source: 'room',
    };
    const name = await record([said]);
    const [one, two] = [await copyRecording(join(dir, name), dir), await copyRecording(join(dir, name), dir)];
    expect(one.name).not.toBe(two.name);
    const idOf = async (path: string) => (await play(path)).events.flatMap(peopleIn).map(({ id }) => id);
    expect(await idOf(one.path)).not.toEqual(await idOf(two.path));
  });

  it('leaves an address, a handle, a mail or a link in what was said, or takes out what claims are read from', async () => {
    const text = (said: string): Said => ({
      body: { type: 'chat', text: said, viewer: { id: 'u-1000001' as ViewerId, name: '小鹿' } },
      afterMs: 0,
      source: 'room',
    });
    const hidden = [
      '上海市浦东新区世纪大道100号3栋502',
      'lisi_888',
      'anna@example.com',
      'https://example.com/me',
      '138 1234 5678',
      '138-1234-5678',
      '一三八一二三四五六七八',
      '12 Baker Street',
    ];
    const kept = ['3号要2件', '红色L码 ×2', '1299元贵了', '+1 要 7 号'];
    const said = [
      '寄到上海市浦东新区世纪大道100号3栋502',
      '加微信 lisi_888',
      '写到 anna@example.com',
      '看 https://example.com/me',
      '138 1234 5678',
      '138-1234-5678',
      '一三八一二三四五六七八',
      'send to 12 Baker Street',
      ...kept,
    ];
    const copy = await copyRecording(join(dir, await record(said.map(text))), dir);
    const file = readFileSync(copy.path, 'utf8');
    for (const each of hidden) expect(file).not.toContain(each);
    const { events } = await play(copy.path);
    expect(events.flatMap(({ body }) => (body.type === 'chat' ? [body.text] : [])).slice(-kept.length)).toEqual(kept);
  });

  it('reduces a frame of a known shape to nothing, or a raw one keeps what it says', async () => {
    const said = (source: Said['source']): Said => ({
      body: { type: 'chat', text: '这个多少钱', viewer: { id: 'u-1000001' as ViewerId, name: '小鹿' } },
      afterMs: 0,
      source,
    });
    const copy = await copyRecording(join(dir, await record([said('room'), said('feed')])), dir);
    expect(copy.frames).toEqual({ rewritten: 1, reduced: 1 });
    const [room, feed] = readFileSync(copy.path, 'utf8')
      .trim()
      .split('\n')
      .flatMap((line) => readFrameLine(JSON.parse(line)) ?? []);
    expect(JSON.parse(room?.text ?? '')).toMatchObject([
      'events',
      { from: 1, to: 1, events: [{ seq: 1, type: 'chat', text: '这个多少钱' }] },
    ]);
    const outer = JSON.parse(feed?.text ?? '') as { readonly Type: number; readonly Data: string };
    expect(outer.Type).toBe(1);
    expect(JSON.parse(outer.Data)).toEqual({
      type: 'chat',
      text: '<text 5>',
      viewer: { id: '<text 9>', name: '<text 2>' },
    });
  });

  it('of the recording that comes with Kongtai, and of one of the first version, plays otherwise or is listed as a recording of people', async () => {
    for (const file of [
      join(REHEARSAL_DIR, REHEARSAL_NAME),
      join(import.meta.dirname, '../fixtures/recording/version-1.jsonl'),
    ]) {
      const copy = await copyRecording(file, dir);
      const [before, after] = [await play(file), await play(copy.path)];
      expect(after.figures).toEqual(before.figures);
      expect(before.figures[0]?.viewers).toBeGreaterThan(5);
      expect(listRecordings({ own: dir, builtIn: null }).find(({ name }) => name === copy.name)?.isPseudonymised).toBe(
        true,
      );
    }
  });

  it('of something else is begun all the same, or leaves half a file behind', async () => {
    writeFileSync(join(dir, 'else.jsonl'), 'hello\n');
    await expect(copyRecording(join(dir, 'else.jsonl'), dir)).rejects.toMatchObject({ code: 'bad_recording' });
    expect(readdirSync(dir)).toEqual(['else.jsonl']);
  });
});
