// What may be asked about compliance: check a text, read and sign the report, exempt, override, and the evidence of it.

import { z } from 'zod';
import type { Finding, TextContext } from '../core/compliance/finding.ts';
import { COMPARE_BASES } from '../core/product.ts';
import type { ExemptionId, Money, ProductId, ShowId } from '../core/units.ts';
import type {
  ComplianceReport,
  ComplianceRules,
  EvidenceDocument,
  PackProblem,
  TextFile,
} from './compliance-documents.ts';
import { command, ON_THE_SHOW, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor, moment, nothing } from './route-input.ts';

/** As long as the longest text that a script block may be. */
const LONGEST_TEXT = 200_000;

const amount: z.ZodType<Money, Money> = z.strictObject({ minor, currency: z.string().regex(/^[A-Z]{3}$/) });
const words = z.string().max(500);
const reason = z.string().trim().min(1).max(500);
const ruleId = z.string().min(1).max(40);
const matched = z.string().max(500);
const period = { from: moment, to: moment };

const textContext: z.ZodType<TextContext, TextContext> = z.strictObject({
  productId: id<ProductId>().nullable(),
  price: amount.nullable(),
  comparePrice: z.strictObject({ price: amount, basis: z.enum(COMPARE_BASES), proof: words }).nullable(),
  stock: z.int().min(0).nullable(),
  deal: z.strictObject({ price: amount, closesAt: moment.nullable() }).nullable(),
  gift: z.strictObject({ name: words, spec: words, quantity: words, period: words, way: words }).nullable(),
  evidence: z.array(z.strictObject({ claim: words, source: words })).max(100),
});

/** A finding of the report by what it is: all places where the same words break the same rule of an item. */
const finding = { showId: id<ShowId>(), itemId: z.string().min(1).max(200), ruleId, matched };

export const complianceRoutes = {
  /** For a text as it is typed: findings with their places in it, exempted ones marked. */
  'compliance.check': query<readonly Finding[]>()(
    ON_THE_SHOW,
    z.strictObject({ text: z.string().max(LONGEST_TEXT), category: z.string().max(200), context: textContext }),
  ),
  /** Of the current show's run sheet. */
  'compliance.report': query<ComplianceReport>()(ON_THE_SHOW, nothing),
  'compliance.rules': query<ComplianceRules>()(ON_THE_SHOW, nothing),
  /** Reads the rule files anew, the user's own among them. */
  'compliance.reload': command<{ version: string; problems: readonly PackProblem[] }>()(
    RUNS_THE_SHOW,
    z.strictObject(intent),
  ),
  /** Only an owner may exempt from a rule that can block. */
  'compliance.exempt': command<{ exemptionId: ExemptionId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      ruleId,
      /** Null for all that the rule finds. */
      words: z.array(z.string().trim().min(1).max(500)).min(1).max(50).nullable(),
      /** Null for every product. */
      productId: id<ProductId>().nullable(),
      reason,
      /** Null for no end. */
      expiresAt: moment.nullable(),
    }),
  ),
  'compliance.unexempt': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, exemptionId: id<ExemptionId>() })),
  /** Lets a blocking finding stand in this show. */
  'compliance.override': command()(OWNER, z.strictObject({ ...intent, ...finding, reason })),
  'compliance.withdraw': command()(OWNER, z.strictObject({ ...intent, ...finding })),
  /** `contentHash` is what the owner has read: another content is not signed. */
  'compliance.sign': command()(
    OWNER,
    z.strictObject({ ...intent, showId: id<ShowId>(), contentHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  /** Decided from `from` on and before `to`. */
  'compliance.evidence': query<EvidenceDocument>()(RUNS_THE_SHOW, z.strictObject(period)),
  /** The same as a CSV or JSON file, all rows, oldest first. */
  'compliance.evidenceFile': query<TextFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...period, format: z.enum(['csv', 'json']).default('csv') }),
  ),
} as const;
