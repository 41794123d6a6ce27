// People of ten minutes, against counting them all again.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPeopleWindow, peopleUntil, seePerson } from '../../src-main/core/people-window.ts';
import { WINDOW_SLOTS } from '../../src-main/core/slot.ts';
import type { ViewerId } from '../../src-main/core/units.ts';

it('counts a person who comes again once in each window, and not in windows that they were not in', () => {
  const visit = fc.record({ step: fc.integer({ min: 0, max: 40 }), person: fc.integer({ min: 0, max: 12 }) });
  fc.assert(
    fc.property(fc.array(visit, { maxLength: 80 }), fc.integer({ min: 0, max: 150 }), (visits, after) => {
      const people = createPeopleWindow();
      const seen: { slot: number; person: number }[] = [];
      let slot = 0;
      for (const { step, person } of visits) {
        slot += step;
        seen.push({ slot, person });
        seePerson(people, `u${person}` as ViewerId, slot);
      }
      for (let end = 0; end <= slot + after; end += 7) {
        const wanted = new Set(
          seen.filter((each) => each.slot < end && each.slot >= end - WINDOW_SLOTS).map((each) => each.person),
        );
        expect(peopleUntil(people, end)).toBe(wanted.size);
      }
      expect(people.lastSlot.size).toBe(new Set(seen.map(({ person }) => person)).size);
    }),
  );
});
