// Script blocks: versions, approval and the AI mark, order, and what changed between two texts.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approveBlock,
  editBlock,
  LONGEST_TEXT,
  moveBlock,
  objectToDraft,
  removeBlock,
  restoreVersion,
  type ScriptBlock,
  type ScriptDraft,
  type ScriptStep,
  tidyDraft,
  tidyText,
  writeBlock,
} from '../../src-main/core/script.ts';
import { carryOffset, type DiffPart, diffText } from '../../src-main/core/script-diff.ts';
import { instant, type ScriptBlockId } from '../../src-main/core/units.ts';

const id = (text: string): ScriptBlockId => text as ScriptBlockId;
const writer = { by: '小林', at: instant(1000) };
const owner = { by: '知夏', at: instant(2000) };

const draft = (change: Partial<ScriptDraft> = {}): ScriptDraft => ({
  kind: 'selling_point',
  productId: null,
  title: '质地',
  text: '一抹就上色',
  tags: [],
  isDraftedByAi: false,
  ...change,
});

const written = (change: Partial<ScriptDraft> = {}): ScriptBlock =>
  writeBlock(id('b1'), draft(change), 0, writer).block;

const must = (step: ScriptStep | null): ScriptStep => {
  if (step === null) throw new Error('nothing changed');
  return step;
};

describe('a block', () => {
  it('whose edit makes no version would lose what was said before', () => {
    const block = written();
    const { block: edited, version } = must(editBlock(block, { text: '一抹就上色，不拔干' }, writer));
    expect(edited.version).toBe(2);
    expect(version).toMatchObject({ version: 2, text: '一抹就上色，不拔干', by: '小林', at: 1000 });
  });

  it('that is saved unchanged must not fill the history with copies', () => {
    expect(editBlock(written(), { text: '一抹就上色  \r\n' }, writer)).toBeNull();
  });

  it('drafted by AI keeps its mark through any number of edits by a person, until one approves it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ text: fc.string(), isDraftedByAi: fc.boolean() })), (edits) => {
        let block = written({ isDraftedByAi: true });
        for (const edit of edits) block = editBlock(block, edit, writer)?.block ?? block;
        expect(block.isDraftedByAi).toBe(true);
        expect(block.approvedBy).toBeNull();
        const { block: approved, version } = approveBlock(block, owner);
        expect(approved).toMatchObject({ isDraftedByAi: false, approvedBy: '知夏', version: block.version });
        expect(version.isDraftedByAi).toBe(true);
      }),
    );
  });

  it('that is edited after approval must not go on air as approved', () => {
    const { block } = approveBlock(written(), owner);
    expect(must(editBlock(block, { text: '治愈一切' }, writer)).block.approvedBy).toBeNull();
  });

  it('restored makes a new version with the old words, and an unapproved AI draft comes back marked', () => {
    const first = writeBlock(id('b1'), draft({ isDraftedByAi: true, text: '机器写的' }), 0, writer);
    const approved = approveBlock(must(editBlock(first.block, { text: '人改的' }, writer)).block, owner);
    const restored = must(restoreVersion(approved.block, first.version, writer));
    expect(restored.block).toMatchObject({ text: '机器写的', version: 3, isDraftedByAi: true, approvedBy: null });
    const back = must(restoreVersion(restored.block, approved.version, writer));
    expect(back.block).toMatchObject({ text: '人改的', version: 4, isDraftedByAi: false, approvedBy: null });
  });

  it('cannot take over the words of another block', () => {
    const other = writeBlock(id('b2'), draft(), 1, writer);
    expect(() => restoreVersion(written(), other.version, writer)).toThrow(RangeError);
  });

  it.each([
    [{ text: ' \n ' }, 'text_empty'],
    [{ text: '好'.repeat(LONGEST_TEXT + 1) }, 'text_too_long'],
    [{ title: '题'.repeat(101) }, 'title_too_long'],
    [{ tags: ['签'.repeat(31)] }, 'tag_too_long'],
    [{ tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }, 'too_many_tags'],
  ] as const)('too large or empty is refused with its reason: %#', (change, reason) => {
    expect(objectToDraft(tidyDraft(draft(change)))?.reason).toBe(reason);
  });

  it('tidied twice is what it was tidied once, without control or direction characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tidy = tidyText(text);
        expect(tidyText(tidy)).toBe(tidy);
        expect(tidy).not.toMatch(/[\u202a-\u202e\u2066-\u2069\r\0]|\p{Cs}/u);
      }),
    );
    expect(tidyText('\r\n第一行 \r第二行\u202e\n\n')).toBe('第一行\n第二行');
  });
});

describe('the order of blocks', () => {
  const blocks = ['a', 'b', 'c', 'd'].map((name, order) => writeBlock(id(name), draft(), order, writer).block);
  const names = (list: readonly ScriptBlock[]): string => list.map(({ blockId }) => blockId).join('');

  it.each([
    ['a', 2, 'bcad'],
    ['d', 0, 'dabc'],
    ['b', 1, 'abcd'],
    ['c', 99, 'abdc'],
    ['c', -5, 'cabd'],
    ['x', 0, 'abcd'],
  ] as const)('%s moved to %i', (name, to, expected) => {
    expect(names(moveBlock(blocks, id(name), to))).toBe(expected);
  });

  it('stays 0..n-1 whatever is moved or removed, and no block is lost or versioned', () => {
    const move = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: -2, max: 6 }));
    fc.assert(
      fc.property(fc.array(move), fc.constantFrom('a', 'b', 'c', 'd', 'x'), (moves, removed) => {
        let list: readonly ScriptBlock[] = blocks;
        for (const [name, to] of moves) list = moveBlock(list, id(name), to);
        expect([...names(list)].sort().join('')).toBe('abcd');
        const left = removeBlock(list, id(removed));
        for (const each of [list, left]) expect(each.map(({ order }) => order)).toEqual([...each.keys()]);
        expect(left).toHaveLength(removed === 'x' ? 4 : 3);
        expect(list.every(({ version }) => version === 1)).toBe(true);
      }),
    );
  });
});

const side = (parts: readonly DiffPart[], other: DiffPart['kind']): string =>
  parts.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('');

/** The longest common run of lines by the textbook table, as an oracle. */
const commonLines = (a: readonly string[], b: readonly string[]): number => {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (const [i, left] of a.entries()) {
    for (const [j, right] of b.entries()) {
      const row = table[i + 1];
      if (row !== undefined) row[j + 1] = left === right ? at(i, j) + 1 : Math.max(at(i, j + 1), at(i + 1, j));
    }
  }
  return at(a.length, b.length);
};

const few = fc.string({ unit: fc.constantFrom('今', '天', '5', '9', '元', 'a', ' ', '\n', '👍🏽'), maxLength: 40 });

describe('the difference of two texts', () => {
  it('puts both texts together again, each line and each letter in its place', () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const lines = diffText(before, after);
        expect(lines.flatMap((line) => line.before ?? []).join('\n')).toBe(before);
        expect(lines.flatMap((line) => line.after ?? []).join('\n')).toBe(after);
        for (const { before: old, after: now, parts } of lines) {
          if (old !== null) expect(side(parts, 'new')).toBe(old);
          if (now !== null) expect(side(parts, 'gone')).toBe(now);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps as many lines untouched as can be kept', () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const same = diffText(before, after).filter(
          ({ before: old, parts }) =>
            old !== null &&
            parts.every(({ kind }) => kind === 'same') &&
            (old === '' ? parts.length === 0 : parts.length === 1),
        );
        expect(same.length).toBeGreaterThanOrEqual(commonLines(before.split('\n'), after.split('\n')));
      }),
      { numRuns: 1000 },
    );
  });

  it('tells a price as a whole, not by its digits', () => {
    expect(diffText('今天 59 元', '今天 69 元')[0]?.parts).toEqual([
      { kind: 'same', text: '今天 ' },
      { kind: 'gone', text: '59' },
      { kind: 'new', text: '69' },
      { kind: 'same', text: ' 元' },
    ]);
  });

  it('of two long texts with nothing in common is told at once instead of being searched for ever', () => {
    const lines = (word: string): string => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join('\n');
    const started = performance.now();
    expect(diffText(lines('甲'), lines('乙')).some(({ after }) => after === '乙4999')).toBe(true);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a place in a text', () => {
  it('that an edit leaves alone must be found at the same letter', () => {
    fc.assert(
      fc.property(few, few, few, few, (head, gone, come, tail) => {
        const marked = `${head}${gone}★${tail}`;
        expect(carryOffset(marked, `${head}${come}★${tail}`, head.length + gone.length)).toBe(
          head.length + come.length,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('between two edits keeps its letter: a stock and a price that change at once', () => {
    const before = '还剩 128 支，手慢就没了，只要 99 元';
    const after = '还剩 99 支，手慢就没了，只要 109 元';
    expect(after[carryOffset(before, after, before.indexOf('慢'))]).toBe('慢');
  });
});
