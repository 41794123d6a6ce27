// Exemptions as they are kept: who may grant one, and which of them hold.

import type { ExemptionId, Instant } from '../units.ts';
import type { Exemption } from './finding.ts';
import type { RuleBook } from './rule-book.ts';

export interface KeptExemption extends Exemption {
  readonly exemptionId: ExemptionId;
  readonly grantedAt: Instant;
}

/** Who may let a blocking finding stand. */
export const OWNER_ROLE = 'owner';

/** Whether anything that the rule finds may keep a show from starting. An unknown rule finds nothing. */
export const mayBlock = (book: RuleBook, ruleId: string): boolean =>
  book.rules.get(ruleId)?.severity === 'block' ||
  book.lists.some((list) => list.ruleId === ruleId && list.severity === 'block');

/** An exemption from what blocks is an owner's word, or it would be a way around the override. */
export const mayExempt = (book: RuleBook, ruleId: string, approver: string): boolean =>
  approver === OWNER_ROLE || !mayBlock(book, ruleId);

/** Those that hold now: not run out, and granted by somebody whose word still counts for what the rule has become. */
export const exemptionsInForce = <Kept extends Exemption>(
  book: RuleBook,
  exemptions: readonly Kept[],
  now: Instant,
): readonly Kept[] =>
  exemptions.filter(
    ({ ruleId, approver, expiresAt }) => (expiresAt === null || expiresAt > now) && mayExempt(book, ruleId, approver),
  );
