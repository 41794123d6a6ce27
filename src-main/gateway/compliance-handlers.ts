// Requests about compliance: check, report, exempt, override, sign, and the evidence that each decision leaves.

import type { PackProblem, RuleView } from '../contract/compliance-documents.ts';
import { Refusal } from '../contract/errors.ts';
import type { Decision, EvidenceEntry } from '../core/compliance/evidence.ts';
import { excerptAround } from '../core/compliance/evidence.ts';
import { exemptionsInForce, type KeptExemption, mayBlock, mayExempt } from '../core/compliance/exemption.ts';
import type { RuleBook } from '../core/compliance/rule-book.ts';
import type { SheetFinding } from '../core/compliance/sheet-report.ts';
import type { ExemptionId, Instant, ProductId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { type CheckedSheet, subjectOf, textOf, toComplianceReport } from '../projection/compliance-report.ts';
import { toEvidenceFile } from '../projection/evidence-file.ts';
import type { ComplianceDesk } from './compliance-desk.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type ComplianceHandlers = Pick<
  Handlers,
  | 'compliance.check'
  | 'compliance.report'
  | 'compliance.rules'
  | 'compliance.reload'
  | 'compliance.exempt'
  | 'compliance.unexempt'
  | 'compliance.override'
  | 'compliance.withdraw'
  | 'compliance.sign'
  | 'compliance.evidence'
  | 'compliance.evidenceFile'
>;

/** A screen lists so many; a file holds all. */
const EVIDENCE_SHOWN = 2000;

const currentShowId = ({ store }: EngineDesk) => {
  const showId = store.currentShowId();
  if (showId === null) throw new Refusal('no_show', 'There is no show yet: create one first.');
  return showId;
};

const problemsOf = ({ shelf }: ComplianceDesk): readonly PackProblem[] =>
  shelf.problems().map(({ message, details }) => ({
    file: String(details.file ?? ''),
    place: String(details.place ?? ''),
    message,
  }));

const toRuleViews = (book: RuleBook): readonly RuleView[] =>
  [...book.rules.values()].map(({ ruleId, title, law, article, fine, severity, suggestion }) => ({
    ruleId,
    title,
    law,
    article,
    fine,
    severity,
    mayBlock: mayBlock(book, ruleId),
    suggestion,
    words: book.lists.reduce((sum, list) => sum + (list.ruleId === ruleId ? list.words.length : 0), 0),
  }));

/** A finding on a sheet, with the item that it is of. */
interface Hit {
  readonly itemId: string;
  readonly finding: SheetFinding;
}

const hitsOn = ({ report }: CheckedSheet, isMeant: (hit: Hit) => boolean): readonly Hit[] =>
  report.items
    .flatMap(({ itemId, findings }) => findings.map((finding) => ({ itemId, finding })))
    .filter((hit) => isMeant(hit));

interface Decided {
  readonly decision: Decision;
  readonly operator: string;
  readonly reason: string;
  readonly contentHash: string | null;
}

const evidenceOfHits = (
  sheet: CheckedSheet,
  hits: readonly Hit[],
  decided: Decided,
  at: Instant,
): readonly EvidenceEntry[] =>
  hits.map(({ itemId, finding }) => {
    const { productId, title } = subjectOf(sheet, itemId);
    const text = textOf(
      sheet.items.find((item) => item.itemId === itemId),
      finding,
    );
    return {
      ...decided,
      at,
      showId: sheet.show.showId,
      productId,
      subject: title,
      ruleId: finding.ruleId,
      matched: finding.matched,
      text: excerptAround(text, finding.start, finding.end),
      bookVersion: sheet.bookVersion,
    };
  });

const refuseAfterEnd = ({ show }: CheckedSheet): void => {
  if (show.phase === 'ended') throw new Refusal('wrong_phase', 'The show is over.', { phase: show.phase });
};

export const createComplianceHandlers = (desk: EngineDesk): ComplianceHandlers => {
  const { store, compliance } = desk;
  const { shelf } = compliance;

  const titleOf = (productId: ProductId | null): string =>
    productId === null ? '' : (store.products().find((product) => product.productId === productId)?.title ?? '');

  /** What is decided about an exemption as such, where no text of the current show is touched by it. */
  const evidenceOfExemption = (exemption: KeptExemption, decided: Decided, at: Instant): EvidenceEntry => ({
    ...decided,
    at,
    showId: null,
    productId: exemption.productId,
    subject: titleOf(exemption.productId),
    ruleId: exemption.ruleId,
    matched: (exemption.words ?? []).join('、'),
    text: '',
    bookVersion: shelf.book().version,
  });

  return {
    'compliance.check': ({ text, category, context }) => compliance.check({ text, category, context }),
    'compliance.report': () => toComplianceReport(compliance.checkSheet(currentShowId(desk))),
    'compliance.rules': () => {
      const book = shelf.book();
      const kept = store.exemptions();
      const inForce = new Set(exemptionsInForce(book, kept, desk.clock()));
      return {
        version: book.version,
        userDir: shelf.userDir,
        problems: problemsOf(compliance),
        rules: toRuleViews(book),
        exemptions: kept.map((exemption) => ({
          ...exemption,
          productTitle: titleOf(exemption.productId),
          isInForce: inForce.has(exemption),
        })),
      };
    },
    'compliance.reload': () => {
      shelf.reload();
      return { version: shelf.book().version, problems: problemsOf(compliance) };
    },

    'compliance.exempt': ({ commandId, ruleId, words, productId, reason, expiresAt }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        if (!shelf.book().rules.has(ruleId)) throw new Refusal('not_found', 'There is no such rule.');
        if (!mayExempt(shelf.book(), ruleId, role)) {
          throw new Refusal('not_allowed', 'Only an owner may exempt from a rule that blocks.', { ruleId });
        }
        if (expiresAt !== null && expiresAt <= now) {
          throw new Refusal('bad_input', 'expiresAt: has passed already.', { expiresAt });
        }
        const exemptionId = newId<ExemptionId>();
        const exemption: KeptExemption = {
          exemptionId,
          ruleId,
          words,
          productId,
          reason,
          approver: role,
          grantedAt: now,
          expiresAt,
        };
        const decided: Decided = { decision: 'exempted', operator: role, reason, contentHash: null };
        const showId = store.currentShowId();
        const sheet = showId === null ? null : compliance.checkSheet(showId, exemption);
        const hits =
          sheet === null
            ? []
            : evidenceOfHits(
                sheet,
                hitsOn(sheet, ({ finding }) => finding.exempted === exemption),
                decided,
                now,
              );
        writes.addExemption(exemption);
        writes.appendEvidence(hits.length === 0 ? [evidenceOfExemption(exemption, decided, now)] : hits);
        return { facts: [], value: { exemptionId } };
      }),
    'compliance.unexempt': ({ commandId, exemptionId }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const exemption = store.exemptions().find((each) => each.exemptionId === exemptionId);
        if (exemption === undefined || !writes.removeExemption(exemptionId)) {
          throw new Refusal('not_found', 'There is no such exemption.');
        }
        const decided: Decided = {
          decision: 'exemption_removed',
          operator: role,
          reason: exemption.reason,
          contentHash: null,
        };
        writes.appendEvidence([evidenceOfExemption(exemption, decided, now)]);
        return { facts: [], value: null };
      }),

    'compliance.override': ({ commandId, showId, itemId, ruleId, matched, reason }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const sheet = compliance.checkSheet(showId);
        refuseAfterEnd(sheet);
        const hits = hitsOn(
          sheet,
          (hit) =>
            hit.itemId === itemId &&
            hit.finding.ruleId === ruleId &&
            hit.finding.matched === matched &&
            hit.finding.severity === 'block' &&
            hit.finding.exempted === null,
        );
        if (hits.length === 0) throw new Refusal('not_found', 'There is no such blocking finding any more.');
        writes.overrideFinding(showId, { itemId, ruleId, matched, reason, approver: role, at: now });
        const decided: Decided = { decision: 'overridden', operator: role, reason, contentHash: null };
        writes.appendEvidence(evidenceOfHits(sheet, hits, decided, now));
        return { facts: [], value: null };
      }),
    'compliance.withdraw': ({ commandId, showId, itemId, ruleId, matched }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const sheet = compliance.checkSheet(showId);
        refuseAfterEnd(sheet);
        if (!writes.withdrawOverride(showId, { itemId, ruleId, matched })) {
          throw new Refusal('not_found', 'There is no such override.');
        }
        const { productId, title } = subjectOf(sheet, itemId);
        writes.appendEvidence([
          {
            at: now,
            decision: 'override_withdrawn',
            operator: role,
            showId,
            productId,
            subject: title,
            ruleId,
            matched,
            text: '',
            reason: '',
            contentHash: null,
            bookVersion: sheet.bookVersion,
          },
        ]);
        return { facts: [], value: null };
      }),

    'compliance.sign': ({ commandId, showId, contentHash }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const sheet = compliance.checkSheet(showId);
        refuseAfterEnd(sheet);
        if (sheet.contentHash !== contentHash) {
          throw new Refusal('report_changed', 'The content has changed since it was read.');
        }
        compliance.refuseToStart(showId);
        const decided: Decided = { decision: 'accepted', operator: role, reason: '', contentHash };
        const standing = hitsOn(sheet, ({ finding }) => finding.severity === 'warn' && finding.exempted === null);
        writes.appendEvidence([
          ...evidenceOfHits(sheet, standing, decided, now),
          {
            ...decided,
            decision: 'signed',
            at: now,
            showId,
            productId: null,
            subject: sheet.show.title,
            ruleId: null,
            matched: '',
            text: '',
            bookVersion: sheet.bookVersion,
          },
        ]);
        return { facts: [], value: null };
      }),

    'compliance.evidence': ({ from, to }) => ({
      rows: store.evidenceLatest(from, to, EVIDENCE_SHOWN),
      count: store.evidenceCount(from, to),
      brokenAt: store.evidenceBrokenAt(),
    }),
    'compliance.evidenceFile': ({ from, to, format }) =>
      toEvidenceFile(store.evidenceLatest(from, to, store.evidenceCount(from, to)), format, desk.clock()),
  };
};
