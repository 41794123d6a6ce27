// Commands to the reference server: carried out once, answered the same way for ever after.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import type { CommandResult } from '../../src-main/room-server/room-commands.ts';
import { openRoomLog } from '../../src-main/room-server/room-log.ts';
import { type RoomServer, startRoomServer } from '../../src-main/room-server/room-server.ts';
import { connectConsole, type RawConsole, TOKEN } from './raw-console.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const startRoom = async (
  handler: (command: RoomCommand) => CommandResult | Promise<CommandResult>,
  change: { journalDir?: string; clock?: () => number } = {},
): Promise<{ server: RoomServer; connect(): Promise<RawConsole>; problems: string[] }> => {
  const clock = change.clock ?? (() => 1000);
  const problems: string[] = [];
  const server = await startRoomServer({
    room: { id: 'demo', title: '测试', host: '知夏', currency: 'CNY' },
    token: TOKEN,
    clock,
    log: openRoomLog({ journalDir: change.journalDir ?? null, clock }),
    capabilities: ['product.pin', 'deal.start', 'notice.post'],
    onCommand: handler,
    onProblem: (problem) => problems.push(problem),
  });
  cleanUp.push(() => server.stop());
  const connect = async () => {
    const raw = await connectConsole({ url: server.url });
    cleanUp.push(() => raw.close());
    return raw;
  };
  return { server, connect, problems };
};

const pin = (change: object = {}) => ({
  id: '01935d2e-0000-7000-8000-000000000001',
  kind: 'product.pin',
  at: 900,
  expiresAt: 2000,
  body: { productId: '3702' },
  ...change,
});

describe('a command', () => {
  it('is carried out once when a double click sends it twice, and both get one answer', async () => {
    let count = 0;
    const { connect, server } = await startRoom(async () => {
      count += 1;
      await new Promise(setImmediate);
      server.publish({ type: 'notice', level: 'info', text: '讲解中' }, 1);
      return { ok: true };
    });
    const raw = await connect();
    const answers = await Promise.all([raw.command(pin()), raw.command(pin())]);
    expect(answers).toEqual([
      { ok: true, seq: 1 },
      { ok: true, seq: 1 },
    ]);
    expect(count).toBe(1);
  });

  it('whose answer was lost in a cut gets the same answer after the reconnect, not a second pin', async () => {
    let count = 0;
    const { connect, server } = await startRoom(() => {
      count += 1;
      return { ok: true };
    });
    const first = await connect();
    first.socket.emit('command', pin(), () => undefined);
    await first.command(pin({ id: 'another' }));
    first.close();
    server.publish({ type: 'chat', text: '一' }, 1);
    const second = await connect();
    expect(await second.command(pin())).toEqual({ ok: true, seq: 0 });
    expect(count).toBe(2);
  });

  it('is remembered over a restart with a journal', async () => {
    const journalDir = mkdtempSync(join(tmpdir(), 'kongtai-room-'));
    cleanUp.push(() => rmSync(journalDir, { recursive: true }));
    const before = await startRoom(() => ({ ok: true }), { journalDir });
    before.server.publish({ type: 'chat', text: '一' }, 1);
    const first = await before.connect();
    const answer = await first.command(pin());
    first.close();
    await before.server.stop();
    const after = await startRoom(
      () => {
        throw new Error('carried out twice');
      },
      { journalDir },
    );
    expect(await (await after.connect()).command(pin())).toEqual(answer);
  });

  it('that is past its expiry is refused as expired and not carried out late', async () => {
    const { connect } = await startRoom(() => {
      throw new Error('carried out late');
    });
    expect(await (await connect()).command(pin({ expiresAt: 1000 }))).toMatchObject({
      ok: false,
      code: 'expired',
      retryable: false,
    });
  });

  it('that was carried out in time keeps its answer when it is asked again after its expiry', async () => {
    let now = 1000;
    const { connect } = await startRoom(() => ({ ok: true }), { clock: () => now });
    const raw = await connect();
    const answer = await raw.command(pin());
    now = 9000;
    expect(await raw.command(pin())).toEqual(answer);
  });

  it('that the room refuses for good is refused the same way again', async () => {
    let count = 0;
    const { connect } = await startRoom(() => {
      count += 1;
      return { ok: false, code: 'unknown_product', message: `no such product ${count}`, retryable: false };
    });
    const raw = await connect();
    expect(await raw.command(pin())).toEqual(await raw.command(pin()));
    expect(count).toBe(1);
  });

  it('that was refused for the moment may be tried again with the same id', async () => {
    let count = 0;
    const { connect } = await startRoom(() => {
      count += 1;
      return count === 1 ? { ok: false, code: 'platform_busy', message: 'later', retryable: true } : { ok: true };
    });
    const raw = await connect();
    expect(await raw.command(pin())).toMatchObject({ ok: false, retryable: true });
    expect(await raw.command(pin())).toMatchObject({ ok: true });
  });

  it('whose handler throws is answered, told to the seller, and the room goes on', async () => {
    const { connect, problems } = await startRoom((command) => {
      if (command.id === ('boom' as string)) throw new Error('shop is down');
      return { ok: true };
    });
    const raw = await connect();
    expect(await raw.command(pin({ id: 'boom' }))).toMatchObject({ ok: false, code: 'room_failed', retryable: true });
    expect(problems).toEqual(['product.pin boom failed: shop is down']);
    expect(await raw.command(pin())).toMatchObject({ ok: true });
  });

  it.each([
    ['not_supported', pin({ kind: 'stock.set' })],
    ['not_supported', pin({ kind: '__proto__' })],
    ['bad_command', pin({ body: {} })],
    ['bad_command', pin({ expiresAt: 'tomorrow' })],
    ['bad_command', pin({ id: 7 })],
    ['bad_command', null],
    ['bad_command', 'pin'],
    ['bad_command', []],
    ['bad_command', pin({ kind: 'deal.start', body: { dealId: 'd', price: { minor: -1, currency: 'CNY' } } })],
  ])('is refused with %s where it makes no sense: %o', async (code, raw) => {
    const { connect } = await startRoom(() => ({ ok: true }));
    expect(await (await connect()).command(raw)).toMatchObject({ ok: false, code, retryable: false });
  });

  it('without a way to answer it harms nothing', async () => {
    const { connect } = await startRoom(() => ({ ok: true }));
    const raw = await connect();
    raw.socket.emit('command', pin());
    raw.socket.emit('command');
    expect(await raw.command(pin())).toMatchObject({ ok: true });
  });
});
