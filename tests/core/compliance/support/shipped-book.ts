// The rules as they are shipped, compiled, and a short way to ask them about one text.

import { join } from 'node:path';
import { readCompliancePacks } from '../../../../src-main/compliance-packs.ts';
import {
  type Exemption,
  type Finding,
  NO_CONTEXT,
  type TextContext,
} from '../../../../src-main/core/compliance/finding.ts';
import type { RulePack } from '../../../../src-main/core/compliance/pack.ts';
import { compileRules, type RuleBook } from '../../../../src-main/core/compliance/rule-book.ts';
import { checkText } from '../../../../src-main/core/compliance/text-check.ts';
import { type Instant, instant } from '../../../../src-main/core/units.ts';

export const SHIPPED_DIR = join(import.meta.dirname, '../../../../resources/compliance');

export const shippedPacks: readonly RulePack[] = readCompliancePacks({
  shippedDir: SHIPPED_DIR,
  userDir: join(SHIPPED_DIR, 'nobody'),
}).packs;

export const shippedBook: RuleBook = compileRules(shippedPacks);

export const NOW = instant(1_800_000_000_000);

export interface Circumstances {
  readonly category?: string;
  readonly context?: Partial<TextContext>;
  readonly exemptions?: readonly Exemption[];
  readonly now?: Instant;
}

export const findingsOf = (text: string, circumstances: Circumstances = {}): readonly Finding[] =>
  checkText(shippedBook, {
    text,
    category: circumstances.category ?? '',
    context: { ...NO_CONTEXT, ...circumstances.context },
    exemptions: circumstances.exemptions ?? [],
    now: circumstances.now ?? NOW,
  });

export const rulesFoundIn = (text: string, circumstances: Circumstances = {}): readonly string[] => [
  ...new Set(findingsOf(text, circumstances).map(({ ruleId }) => ruleId)),
];
