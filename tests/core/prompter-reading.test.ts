// How fast a host reads, told from the prompter: a true pace from a scroll and from pages, and nothing from jumps and pauses.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  createPrompter,
  type PrompterAction,
  type PrompterState,
  steer,
} from '../../src-main/core/prompter.ts';
import { spokenBetween } from '../../src-main/core/prompter-layout.ts';
import { measuredPace, NOTHING_READ, type PrompterReading, readOn } from '../../src-main/core/prompter-reading.ts';
import { duration } from '../../src-main/core/units.ts';
import { layText } from './support/laid-text.ts';

const TEXT = Array.from({ length: 2000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
const LAYOUT = layText([{ sectionId: 'a', text: TEXT }]);

const begin = (mode: PrompterState['mode'], speed = 1): PrompterState =>
  createPrompter({ mode, speed, charactersPerMinute: 300 }, duration(0));

/** Keeps the reading as the page does: after each frame and each key. */
const play = (start: PrompterState) => {
  let state = start;
  let reading: PrompterReading = NOTHING_READ;
  const step = (next: PrompterState): void => {
    reading = readOn(reading, state, next, LAYOUT);
    state = next;
  };
  return {
    act: (action: PrompterAction, at: number) => step(steer(state, LAYOUT, action, duration(at))),
    run: (from: number, until: number) => {
      for (let at = from; at <= until; at += 16) step(advance(state, LAYOUT, duration(at)));
    },
    pace: () => measuredPace(reading)?.charactersPerMinute ?? null,
    state: () => state,
  };
};

describe('a steady scroll', () => {
  it('of any speed tells another pace than the one at which the text went by', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 35 }), (tenths) => {
        const desk = play(begin('steady', tenths / 20));
        desk.act({ do: 'play', countdownMs: duration(0) }, 0);
        desk.run(16, 90_000);
        const byDefault = spokenBetween(LAYOUT, 0, desk.state().position, 300);
        const expected = (300 * byDefault) / 90_000;
        expect(Math.abs((desk.pace() ?? 0) - Math.min(600, Math.max(60, expected)))).toBeLessThan(4);
      }),
      { numRuns: 20 },
    );
  });

  it('counts the time that it stood still, or what was jumped over', () => {
    const plain = play(begin('steady'));
    plain.act({ do: 'play', countdownMs: duration(0) }, 0);
    plain.run(16, 90_000);
    const disturbed = play(begin('steady'));
    disturbed.act({ do: 'play', countdownMs: duration(0) }, 0);
    disturbed.run(16, 45_000);
    disturbed.act({ do: 'pause' }, 45_000);
    disturbed.act({ do: 'scroll', pixels: 900 }, 60_000);
    disturbed.act({ do: 'home' }, 80_000);
    disturbed.act({ do: 'play', countdownMs: duration(0) }, 100_000);
    disturbed.run(100_016, 145_000);
    expect(Math.abs((disturbed.pace() ?? 0) - (plain.pace() ?? 0))).toBeLessThan(3);
  });

  it('by the words of a pace measures that pace as if it had been learnt', () => {
    const desk = play(begin('words'));
    desk.act({ do: 'play', countdownMs: duration(0) }, 0);
    desk.run(16, 90_000);
    expect(desk.pace()).toBeNull();
  });
});

describe('page after page', () => {
  const turn = { do: 'turn_page', pages: 1 } as const;

  it('tells another pace than that of the turns', () => {
    const desk = play(begin('page'));
    desk.act(turn, 0);
    // Seven lines of twenty letters a page, at 240 letters a minute.
    for (let page = 1; page <= 6; page += 1) desk.act(turn, page * 35_000);
    expect(Math.abs((desk.pace() ?? 0) - 240)).toBeLessThan(15);
  });

  it('counts a page that lay open for minutes, or a look ahead and back', () => {
    const desk = play(begin('page'));
    desk.act(turn, 0);
    for (let page = 1; page <= 3; page += 1) desk.act(turn, page * 35_000);
    desk.act(turn, 900_000);
    desk.act({ do: 'turn_page', pages: -1 }, 900_500);
    desk.act(turn, 901_000);
    desk.act({ do: 'end' }, 901_500);
    expect(Math.abs((desk.pace() ?? 0) - 240)).toBeLessThan(15);
  });
});

it('a few words are enough to tell', () => {
  const desk = play(begin('steady'));
  desk.act({ do: 'play', countdownMs: duration(0) }, 0);
  desk.run(16, 8_000);
  expect(desk.pace()).toBeNull();
});
