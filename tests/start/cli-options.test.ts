// The command line: what each option means, what is refused in one line, and where data lies by default.

import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CliSetting, defaultDataDir, readCliOptions } from '../../src-main/cli-options.ts';

const LINUX: CliSetting = { platform: 'linux', env: {}, home: '/home/zhi' };
const read = (argv: readonly string[], env: CliSetting['env'] = {}) => readCliOptions(argv, { ...LINUX, env });

describe('readCliOptions', () => {
  it('starts on something else than the demo room when nothing is said', () => {
    expect(read([])).toEqual({
      dataDir: '/home/zhi/.local/share/kongtai',
      room: { kind: 'demo' },
      port: null,
      isHeadless: false,
      isOpening: true,
      isJson: false,
      own: [],
      forElectron: [],
    });
  });

  it('loses an option', () => {
    const argv = ['--data', 'shows', '--room=none', '--port', '0', '--headless', '--no-open', '--json'];
    expect(read(argv)).toMatchObject({
      dataDir: resolve('shows'),
      room: { kind: 'none' },
      port: 0,
      isHeadless: true,
      isOpening: false,
      isJson: true,
      own: argv,
    });
  });

  it.each([
    [
      ['--room', 'https://room.example:8443/shop', '--room-id', '9', '--room-token', 's'],
      {},
      { url: 'https://room.example:8443/shop', token: 's', room: '9' },
    ],
    [
      ['--room', 'ws://127.0.0.1:7000'],
      { KONGTAI_ROOM_TOKEN: 'e' },
      { url: 'ws://127.0.0.1:7000', token: 'e', room: 'demo' },
    ],
    [['--room', 'http://localhost:1', '--room-token', 'a'], { KONGTAI_ROOM_TOKEN: 'e' }, { token: 'a' }],
    [['--room', 'http://localhost:1'], {}, { token: '' }],
  ])('attaches to another room than %o says', (argv, env, room) => {
    expect(read(argv, env)).toMatchObject({ room: { kind: 'url', ...room } });
  });

  it('takes what is for Electron as its own, or the other way round', () => {
    expect(read(['--json', '--', '--no-sandbox', '--port', 'x'])).toMatchObject({
      isJson: true,
      port: null,
      own: ['--json'],
      forElectron: ['--no-sandbox', '--port', 'x'],
    });
  });

  it.each([
    [['--frobnicate'], "Unknown option '--frobnicate'"],
    [['show.db'], "Unexpected argument 'show.db'"],
    [['--data'], '--data'],
    [['--data', ''], '--data takes a folder'],
    [['--data='], '--data takes a folder'],
    [['--port', '65536'], '--port takes a whole number from 0 to 65535, not "65536"'],
    [['--port', '-1'], '--port'],
    [['--port', '0x10'], '--port'],
    [['--port', '1.5'], '--port'],
    [['--port', ''], '--port'],
    [['--headless=yes'], '--headless'],
    [['--room', 'room'], '--room: the room address is not a URL'],
    [['--room', ''], '--room:'],
    [['--room', 'ftp://room.example'], '--room: a room address begins with'],
    [['--room', 'http://room.example'], '--room: a room on another machine needs https'],
    [['--room', 'https://u:secret@room.example'], '--room: the token belongs in its own field'],
    [['--room-id', '9'], '--room-id and --room-token belong to'],
    [['--room', 'none', '--room-token', 'x'], '--room-id and --room-token belong to'],
  ])('lets %o pass, or does not say in one line what is wrong', (argv, why) => {
    const reading = read(argv);
    if (!('error' in reading)) throw new Error('it was taken');
    expect(reading.error).toContain(why);
    expect(reading.error).not.toContain('secret');
    expect(reading.error.split('\n').length).toBe(1);
  });

  it('throws at some arguments, or answers in more than a line', () => {
    const word = fc.oneof(
      fc.constantFrom('--data', '--room', '--port', '--json', '--', '--no-open', '-p', '--room-id', '-'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        const reading = read(argv);
        return !('error' in reading) || !reading.error.includes('\n');
      }),
    );
  });

  it('forgets an option in its help, or the version', () => {
    const help = read(['--help', '--port', '7']);
    for (const name of ['data', 'room', 'room-id', 'room-token', 'port', 'headless', 'no-open', 'json', 'version'])
      expect('text' in help ? help.text : '').toContain(`--${name}`);
    expect(read(['--version'])).toEqual({ text: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });
});

describe('defaultDataDir', () => {
  it.each([
    ['linux', {}, '/home/zhi/.local/share/kongtai'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/kongtai'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/zhi/.local/share/kongtai'],
    ['freebsd', {}, '/home/zhi/.local/share/kongtai'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/zhi/Library/Application Support/Kongtai'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Kongtai'],
    ['win32', {}, '/home/zhi/AppData/Roaming/Kongtai'],
  ] as const)('is in the wrong place on %s with %o', (platform, env, dir) => {
    expect(defaultDataDir({ platform, env, home: '/home/zhi' })).toBe(dir);
  });
});
