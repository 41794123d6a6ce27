// The command line of `npm start`, of the desktop app and of the headless engine: the same options in all three.

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './contract/errors.ts';
import type { RoomChoice } from './host-engine.ts';
import { parseRoomUrl } from './ingest/room-url.ts';
import { VERSION } from './version.ts';

export interface CliOptions {
  /** Absolute. */
  readonly dataDir: string;
  readonly room: RoomChoice;
  /** 0: any free one. Null: the usual one, or any free one where that is taken. */
  readonly port: number | null;
  readonly isHeadless: boolean;
  /** Whether a browser may be opened. */
  readonly isOpening: boolean;
  /** One line of JSON on standard output once ready, and nothing else there. */
  readonly isJson: boolean;
  /** What stands before `--`, as given. */
  readonly own: readonly string[];
  /** What stands behind `--`: for Electron itself. */
  readonly forElectron: readonly string[];
}

/** `text` is to be printed, and that is all (exit 0); `error` is one line (exit 2). */
export type CliReading = CliOptions | { readonly text: string } | { readonly error: string };

/** What the reading depends on beside the arguments. */
export interface CliSetting {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export const USUAL_PORT = 4680;

const HELP = `控台 Kongtai ${VERSION}: npm start -- [options]

  --data DIR        where shows, products and orders are kept (the usual place for programs' data)
  --room ROOM       demo (a simulated room), none, or the http(s)/ws(s) address of a room server (demo)
  --room-id ID      which room at that address (demo)
  --room-token T    that room's token; better in the environment as KONGTAI_ROOM_TOKEN, where other users cannot see it
  --port N          headless: the port on 127.0.0.1; 0 for any free one (${USUAL_PORT}, or any free one where that is taken)
  --headless        no window: serve the console to a browser
  --no-open         open no browser
  --json            once ready, one line {"url","token","dataDir","pid"} on standard output; url and token are null
                    on the desktop, which listens on no port (npm start -s keeps npm's own lines out)
  --version, --help
  -- ARGS           arguments for Electron itself
`;

/** Where a program keeps a user's data on this system. */
export const defaultDataDir = ({ platform, env, home }: CliSetting): string => {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Kongtai');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Kongtai');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'kongtai');
};

const OPTIONS = {
  data: { type: 'string' },
  room: { type: 'string' },
  'room-id': { type: 'string' },
  'room-token': { type: 'string' },
  port: { type: 'string' },
  headless: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const parse = (own: readonly string[]) => parseArgs({ args: [...own], options: OPTIONS, strict: true }).values;
type Values = ReturnType<typeof parse>;

class BadOption extends Error {}

const readPort = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new BadOption(`--port takes a whole number from 0 to 65535, not "${text}"`);
  return Number(text);
};

const readRoom = (values: Values, env: CliSetting['env']): RoomChoice => {
  const { room = 'demo', 'room-id': id, 'room-token': token } = values;
  if (room === 'demo' || room === 'none') {
    if (id !== undefined || token !== undefined)
      throw new BadOption('--room-id and --room-token belong to the address of a room: --room https://…');
    return { kind: room };
  }
  try {
    parseRoomUrl(room);
  } catch (fault) {
    if (fault instanceof Refusal) throw new BadOption(`--room: ${fault.message}`);
    throw fault;
  }
  return { kind: 'url', url: room, token: token ?? env.KONGTAI_ROOM_TOKEN ?? '', room: id ?? 'demo' };
};

const readValues = (own: readonly string[]): Values => {
  try {
    return parse(own);
  } catch (cause) {
    throw new BadOption(cause instanceof Error ? (cause.message.split('. ')[0] ?? cause.message) : String(cause));
  }
};

const here = (): CliSetting => ({ platform: process.platform, env: process.env, home: homedir() });

/** `argv` without the program's own name. */
export const readCliOptions = (argv: readonly string[], setting: CliSetting = here()): CliReading => {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  try {
    const values = readValues(own);
    if (values.help === true) return { text: HELP.trimEnd() };
    if (values.version === true) return { text: VERSION };
    if (values.data === '') throw new BadOption('--data takes a folder');
    return {
      dataDir: resolve(values.data ?? defaultDataDir(setting)),
      room: readRoom(values, setting.env),
      port: readPort(values.port),
      isHeadless: values.headless === true,
      isOpening: values['no-open'] !== true,
      isJson: values.json === true,
      own,
      forElectron: end === -1 ? [] : argv.slice(end + 1),
    };
  } catch (fault) {
    if (fault instanceof BadOption)
      return { error: `${fault.message.replaceAll('\n', ' ')} (--help shows all options)` };
    throw fault;
  }
};
