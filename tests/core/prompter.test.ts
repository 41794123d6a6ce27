// The prompter over time: how far it has come at every moment, where keys lead, and that an edit moves nothing on screen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  createPrompter,
  type PrompterAction,
  type PrompterState,
  relayout,
  remainingOf,
  steer,
} from '../../src-main/core/prompter.ts';
import {
  anchorAt,
  EMPTY_LAYOUT,
  lastPosition,
  lineTopAt,
  type PrompterLayout,
  positionOf,
  sectionAt,
} from '../../src-main/core/prompter-layout.ts';
import { speakingTime } from '../../src-main/core/speaking-time.ts';
import { duration } from '../../src-main/core/units.ts';
import { layText, type PlainSection } from './support/laid-text.ts';

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => String.fromCodePoint(0x4e00 + ((from + at) % 5000))).join('');

const FIRST: PlainSection = { sectionId: 'a', cueId: 'c1', text: words(0, 100) };
const SECOND: PlainSection = { sectionId: 'b', cueId: 'c1', text: words(100, 400) };
const THIRD: PlainSection = { sectionId: 'c', cueId: 'c2', text: words(500, 200) };
const SECTIONS = [FIRST, SECOND, THIRD];
const LAYOUT = layText(SECTIONS);
const topOf = (sectionId: string, layout = LAYOUT): number =>
  layout.sections.find((section) => section.sectionId === sectionId)?.top ?? Number.NaN;

const start = (change: Partial<PrompterState> = {}): PrompterState => ({
  ...createPrompter({ mode: 'steady', speed: 1, charactersPerMinute: 300 }, duration(0)),
  ...change,
});

/** As the screen does: a frame every 16 ms. */
const run = (state: PrompterState, ms: number, layout = LAYOUT): PrompterState => {
  let now = state;
  const end = state.at + ms;
  while (now.at < end) now = advance(now, layout, duration(Math.min(end, now.at + 16)));
  return now;
};

const act = (state: PrompterState, action: PrompterAction, layout = LAYOUT): PrompterState =>
  steer(state, layout, action, state.at);
const play = (state: PrompterState): PrompterState => act(state, { do: 'play', countdownMs: duration(0) });

describe('steady speed', () => {
  it('of 1× is a line in four seconds, however many frames a second are drawn', () => {
    expect(run(play(start()), 4000).position).toBeCloseTo(80);
    const state = play(start());
    const frames = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(frames, (spans) => {
        let now = state;
        for (const span of spans) now = advance(now, LAYOUT, duration(now.at + span));
        expect(now.position).toBeCloseTo((now.at * 80) / 4000, 6);
      }),
    );
  });

  it('changes by 0.05× a step without drifting off the steps, and ends at its limits', () => {
    let state = start();
    for (let at = 0; at < 7; at += 1) state = act(state, { do: 'faster', steps: 1 });
    expect(state.speed).toBe(1.35);
    for (let at = 0; at < 7; at += 1) state = act(state, { do: 'faster', steps: -1 });
    expect(state.speed).toBe(1);
    expect(act(state, { do: 'faster', steps: -1000 }).speed).toBe(0.05);
    expect(act(state, { do: 'faster', steps: 1000 }).speed).toBe(10);
  });

  it('counts from the moment of the change, not from the start', () => {
    const before = run(play(start()), 4000);
    const after = run(act(before, { do: 'faster', steps: 20 }), 4000);
    expect(after.position).toBeCloseTo(80 + 160);
  });
});

describe('speed of speech', () => {
  it('brings the host to the end of each block when its words are said', () => {
    const state = run(play(start({ mode: 'words' })), speakingTime(FIRST.text));
    expect(Math.abs(state.position - topOf('b'))).toBeLessThan(1);
    const faster = run(play(start({ mode: 'words', charactersPerMinute: 600 })), speakingTime(FIRST.text) / 2);
    expect(Math.abs(faster.position - topOf('b'))).toBeLessThan(1);
  });

  it('changes by ten characters a minute', () => {
    expect(act(start({ mode: 'words' }), { do: 'faster', steps: 3 }).charactersPerMinute).toBe(330);
  });

  it('passes a block that nobody speaks, instead of standing there for ever', () => {
    const layout = layText([
      { sectionId: 'a', text: '🌹🌹' },
      { sectionId: 'b', text: words(0, 60) },
    ]);
    expect(sectionAt(layout, run(play(start({ mode: 'words' })), 100, layout).position)).toBe(1);
  });
});

describe('pages', () => {
  it('stand still and turn so that the last line is the first of the next', () => {
    const state = start({ mode: 'page', position: topOf('b') });
    expect(run(state, 5000).position).toBe(topOf('b'));
    const turned = act(state, { do: 'toggle', countdownMs: duration(3000) });
    expect(turned.position - state.position).toBe(7 * 80);
    expect(act(turned, { do: 'turn_page', pages: -1 }).position).toBe(state.position);
    expect(act(state, { do: 'turn_page', pages: 99 }).position).toBe(lastPosition(LAYOUT));
  });

  it('stop what was running when they are chosen', () => {
    expect(act(play(start()), { do: 'set_mode', mode: 'page' }).phase).toBe('paused');
    expect(act(play(start()), { do: 'set_mode', mode: 'words' }).phase).toBe('playing');
  });
});

describe('play and pause', () => {
  it('counts down first and begins at its end, to the millisecond', () => {
    const counting = act(start(), { do: 'play', countdownMs: duration(3000) });
    expect(run(counting, 2999)).toMatchObject({ phase: 'countdown', position: 0 });
    const running = run(counting, 7000);
    expect(running.phase).toBe('playing');
    expect(running.position).toBeCloseTo(80);
  });

  it('pressed again during the countdown stops it', () => {
    const counting = act(start(), { do: 'toggle', countdownMs: duration(3000) });
    const stopped = act(run(counting, 1000), { do: 'toggle', countdownMs: duration(3000) });
    expect(run(stopped, 5000)).toMatchObject({ phase: 'paused', position: 0 });
  });

  it('paused, the text stands still', () => {
    const stopped = act(run(play(start()), 4000), { do: 'pause' });
    expect(run(stopped, 60_000).position).toBe(stopped.position);
  });

  it('stops by itself at the last line', () => {
    const state = run(play(start({ position: lastPosition(LAYOUT) - 40 })), 10_000);
    expect(state).toMatchObject({ phase: 'paused', position: lastPosition(LAYOUT) });
    expect(play(state).phase).toBe('paused');
  });

  it('of a page that slept for minutes goes on where it was, not where it would have been', () => {
    const slept = advance(run(play(start()), 4000), LAYOUT, duration(600_000));
    expect(slept.position).toBeLessThan(80 + 80 / 8);
  });

  it('without any text does nothing and breaks nothing', () => {
    expect(run(play(start()), 1000, EMPTY_LAYOUT).position).toBe(0);
    for (const action of [
      { do: 'home' },
      { do: 'end' },
      { do: 'back' },
      { do: 'turn_section', sections: 1 },
    ] as const) {
      expect(act(start(), action, EMPTY_LAYOUT).position).toBe(0);
    }
    expect(remainingOf(start(), EMPTY_LAYOUT)).toEqual({ sectionMs: 0, cueMs: 0 });
  });
});

describe('jumps', () => {
  it('go by section: back to its beginning first, then to the one before', () => {
    const inside = start({ position: topOf('b') + 400 });
    expect(act(inside, { do: 'turn_section', sections: 1 }).position).toBe(topOf('c'));
    const begun = act(inside, { do: 'turn_section', sections: -1 });
    expect(begun.position).toBe(topOf('b'));
    expect(act(begun, { do: 'turn_section', sections: -1 }).position).toBe(topOf('a'));
    expect(act(start(), { do: 'turn_section', sections: -1 }).position).toBe(0);
    expect(act(inside, { do: 'turn_section', sections: 99 }).position).toBe(topOf('c'));
  });

  it('lead back to where the host was reading, after however many, and forth again', () => {
    const reading = run(play(start({ position: topOf('b') + 160 })), 4000);
    let state = reading;
    for (const action of [
      { do: 'home' },
      { do: 'turn_section', sections: 1 },
      { do: 'end' },
      { do: 'jump', sectionId: 'c' },
    ] as const) {
      state = act(state, action);
    }
    const back = act(state, { do: 'back' });
    expect(back.position).toBeCloseTo(reading.position);
    expect(back.phase).toBe('playing');
    expect(act(back, { do: 'back' }).position).toBe(topOf('c'));
  });

  it('to a section that is not there go nowhere', () => {
    const state = start({ position: 100 });
    expect(act(state, { do: 'jump', sectionId: 'x' })).toEqual(state);
    expect(act(state, { do: 'back' })).toEqual(state);
  });

  it('by hand stay within the text', () => {
    expect(act(start(), { do: 'scroll', pixels: -50 }).position).toBe(0);
    expect(act(start(), { do: 'scroll', pixels: 1e9 }).position).toBe(lastPosition(LAYOUT));
  });
});

describe('what is left', () => {
  it('of the block and of the cue is true: so long it takes', () => {
    for (const mode of ['steady', 'words'] as const) {
      const state = play(start({ mode, position: topOf('a') + 80 }));
      const { sectionMs, cueMs } = remainingOf(state, LAYOUT);
      expect(Math.abs(run(state, sectionMs).position - topOf('b'))).toBeLessThan(1);
      expect(Math.abs(run(state, cueMs).position - topOf('c'))).toBeLessThan(1);
    }
  });

  it('on a page is the time to say it', () => {
    const { sectionMs } = remainingOf(start({ mode: 'page' }), LAYOUT);
    expect(sectionMs).toBeCloseTo(speakingTime(FIRST.text));
  });

  it('of words outside any cue is that of the block', () => {
    const layout = layText([
      { sectionId: 'x', text: words(0, 50) },
      { sectionId: 'y', text: words(0, 50) },
    ]);
    const { sectionMs, cueMs } = remainingOf(start(), layout);
    expect(cueMs).toBe(sectionMs);
  });
});

describe('an edit while it runs', () => {
  /** The letter at the beginning of the line on the reading line, and how far that line is past it. */
  const onScreen = (state: PrompterState, layout: PrompterLayout): readonly [string | undefined, number] => {
    const anchor = anchorAt(layout, state.position);
    const section = layout.sections.find(({ sectionId }) => sectionId === anchor?.sectionId);
    return [section?.text[anchor?.offset ?? 0], state.position - lineTopAt(layout, state.position)];
  };

  const whole = fc.integer({ min: 0, max: lastPosition(LAYOUT) });
  const insertion = fc.integer({ min: 1, max: 120 }).map((count) => '新'.repeat(count));

  it('above the reading line moves nothing on it: whole lines put in, taken out, or a block before', () => {
    fc.assert(
      fc.property(whole, insertion, fc.boolean(), (position, text, isBefore) => {
        const state = play(start({ position }));
        const edited = isBefore
          ? [{ sectionId: 'new', text }, FIRST, SECOND, THIRD]
          : [{ ...FIRST, text: `${text}\n${FIRST.text}` }, SECOND, THIRD];
        const after = layText(edited);
        const next = relayout(state, LAYOUT, after);
        expect(onScreen(next, after)).toEqual(onScreen(state, LAYOUT));
        expect(onScreen(relayout(next, after, LAYOUT), LAYOUT)).toEqual(onScreen(state, LAYOUT));
        expect(next.phase).toBe(state.phase);
      }),
    );
  });

  it('below it moves nothing above', () => {
    const state = start({ position: topOf('b') });
    const after = layText([...SECTIONS.slice(0, 2), { sectionId: 'c', text: `新${THIRD.text}` }]);
    expect(relayout(state, LAYOUT, after).position).toBe(state.position);
  });

  it('in the line before keeps the letter that is read on the screen, wherever its line now breaks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), insertion, (line, text) => {
        const state = start({ position: topOf('b') + line * 80 });
        const after = layText([
          FIRST,
          { ...SECOND, text: `${SECOND.text.slice(0, 3)}${text}${SECOND.text.slice(3)}` },
          THIRD,
        ]);
        const next = relayout(state, LAYOUT, after);
        const letter = onScreen(state, LAYOUT)[0];
        const anchor = anchorAt(after, next.position);
        const shown = after.sections[1]?.text.slice(anchor?.offset, (anchor?.offset ?? 0) + 20);
        expect(shown).toContain(letter);
      }),
    );
  });

  it('that takes away the block being read leads to the one after it, and never beyond the text', () => {
    const state = start({ position: topOf('b') + 300 });
    const after = layText([FIRST, THIRD]);
    expect(relayout(state, LAYOUT, after).position).toBe(topOf('c', after));
    expect(relayout(start({ position: topOf('c') + 300 }), LAYOUT, layText(SECTIONS.slice(0, 2))).position).toBe(
      lastPosition(layText(SECTIONS.slice(0, 2))),
    );
    expect(relayout(state, LAYOUT, EMPTY_LAYOUT).position).toBe(0);
  });

  it('of the size of the letters keeps the line that is read', () => {
    const state = start({ position: topOf('b') + 5 * 80 });
    const larger = layText(SECTIONS, 12, 120);
    const letter = onScreen(state, LAYOUT)[0];
    const next = relayout(state, LAYOUT, larger);
    const anchor = anchorAt(larger, next.position);
    expect(larger.sections[1]?.text.slice(anchor?.offset, (anchor?.offset ?? 0) + 12)).toContain(letter);
  });

  it('keeps the way back at the same words', () => {
    const away = act(start({ position: topOf('b') + 160 }), { do: 'home' });
    const after = layText([{ sectionId: 'new', text: words(3000, 60) }, ...SECTIONS]);
    const next = relayout(away, LAYOUT, after);
    expect(act(next, { do: 'back' }, after).position).toBe(topOf('b', after) + 160);
  });

  it('never leads outside the text, whatever is edited', () => {
    const text = fc.string({ unit: fc.constantFrom('好', '的', '\n'), minLength: 1, maxLength: 200 });
    const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    const script = fc
      .tuple(some, fc.array(text, { minLength: 4, maxLength: 4 }))
      .map(([ids, texts]) => layText(ids.map((sectionId, at) => ({ sectionId, text: texts[at] ?? '好' }))));
    fc.assert(
      fc.property(script, script, fc.nat({ max: 3000 }), (before, after, position) => {
        const next = relayout(start({ position: Math.min(position, lastPosition(before)) }), before, after);
        expect(next.position).toBeGreaterThanOrEqual(0);
        expect(next.position).toBeLessThanOrEqual(lastPosition(after));
        const anchor = anchorAt(after, next.position);
        if (anchor !== null) expect(positionOf(after, anchor)).toBeCloseTo(next.position, 6);
      }),
    );
  });
});
