// Exemptions: who may grant them, and that one which has run out or is not enough any more holds nothing.

import { describe, expect, it } from 'vitest';
import { exemptionsInForce, mayBlock, mayExempt } from '../../../src-main/core/compliance/exemption.ts';
import type { Exemption } from '../../../src-main/core/compliance/finding.ts';
import { instant } from '../../../src-main/core/units.ts';
import { NOW, shippedBook } from './support/shipped-book.ts';

const exemption = (given: Partial<Exemption>): Exemption => ({
  ruleId: 'A1',
  words: null,
  productId: null,
  reason: '商标',
  approver: 'owner',
  expiresAt: null,
  ...given,
});

describe('who may exempt', () => {
  it.each([
    ['A6', 'assistant', false],
    ['A6', 'owner', true],
    ['A1', 'owner', true],
    ['A1', 'assistant', !mayBlock(shippedBook, 'A1')],
    ['A2', 'host', false],
  ])('rule %s by %s: %s', (ruleId, approver, may) => {
    expect(mayExempt(shippedBook, ruleId, approver)).toBe(may);
  });

  it('lets an assistant clear a rule that blocks only by some of its words', () => {
    const list = shippedBook.lists.find(
      ({ ruleId, severity }) => severity === 'block' && shippedBook.rules.get(ruleId)?.severity === 'warn',
    );
    const warning = [...shippedBook.rules.values()].find(
      ({ ruleId, severity }) => severity === 'warn' && ruleId !== list?.ruleId,
    );
    const book = {
      ...shippedBook,
      lists: shippedBook.lists.map((each) =>
        each.ruleId === warning?.ruleId ? { ...each, severity: 'block' as const } : each,
      ),
    };
    expect(mayBlock(book, warning?.ruleId ?? '')).toBe(true);
    expect(mayExempt(book, warning?.ruleId ?? '', 'assistant')).toBe(false);
  });
});

describe('what holds now', () => {
  it('keeps one that has run out, or that nobody may have granted', () => {
    const held = exemption({});
    const inTime = exemption({ expiresAt: instant(NOW + 1) });
    const given = [held, inTime, exemption({ expiresAt: NOW }), exemption({ ruleId: 'A6', approver: 'assistant' })];
    expect(exemptionsInForce(shippedBook, given, NOW)).toEqual([held, inTime]);
  });
});
