// What is offered to attach: each kind with words in both languages, and made of what it asks for.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOM_COMMAND_KINDS } from '../../src-main/contract/room-protocol.ts';
import { LIVE_EVENT_TYPES } from '../../src-main/core/live-event.ts';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { roomSourceId } from '../../src-main/ingest/room-kind.ts';
import { createSourceKinds } from '../../src-main/ingest/source-kinds.ts';

const KINDS = createSourceKinds('00000000-0000-4000-8000-000000000000');

interface Words {
  readonly kind: Readonly<Record<string, string>>;
  readonly hint: Readonly<Record<string, string>>;
  readonly field: Readonly<Record<string, string>>;
  readonly fieldOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly choice: Readonly<Record<string, string>>;
  readonly event: Readonly<Record<string, string>>;
  readonly capability: Readonly<Record<string, string>>;
}

const wordsIn = (language: string): Words =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../src-renderer/i18n/${language}/sources.json`), 'utf8'));

describe.each(['zh-CN', 'en'])('in %s', (language) => {
  const words = wordsIn(language);

  it.each(KINDS.map((each) => [each.kind, each] as const))('%s or a field of it is shown by its code', (name, each) => {
    expect(words.kind).toHaveProperty([name]);
    expect(words.hint).toHaveProperty([name]);
    const wordless = each.fields.filter(
      (field) => !(field.name in words.field) && !(field.name in (words.fieldOf?.[name] ?? {})),
    );
    expect(wordless).toEqual([]);
    const choices = each.fields.flatMap((field) => field.choices ?? []);
    expect(choices.filter((choice) => !(choice in words.choice))).toEqual([]);
  });

  it('an event or a command is shown by its code', () => {
    expect(LIVE_EVENT_TYPES.filter((type) => !(type in words.event))).toEqual([]);
    expect(ROOM_COMMAND_KINDS.filter((kind) => !(kind in words.capability))).toEqual([]);
  });
});

describe('the kinds', () => {
  it('two of one name make a kept source come back as another one', () => {
    const names = KINDS.map(({ kind }) => kind);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it.each(KINDS.map((each) => [each.kind, each] as const))(
    '%s has two fields of one name, or a secret that is filled in for everybody',
    (_name, { fields }) => {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      expect(fields.filter(({ kind, usual }) => kind === 'secret' && usual !== undefined)).toEqual([]);
    },
  );

  it('one room is two sources by the way its address was written', () => {
    const [room] = KINDS;
    const settings = { url: 'wss://Room.example/room', room: 'r1' };
    expect(room?.idOf?.(settings)).toBe(roomSourceId('https://room.example', 'r1'));
    const sourceId = 'x' as SourceId;
    const made = room?.make({ sourceId, name: '房间', settings, clock: () => instant(0) });
    expect(made).toMatchObject({ sourceId, name: '房间', kind: 'room' });
  });
});
