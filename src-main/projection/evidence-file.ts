// The evidence as a CSV file that a spreadsheet opens: UTF-8 with its mark, no cell of it a formula.

import type { TextFile } from '../contract/compliance-documents.ts';
import type { EvidenceRow } from '../core/compliance/evidence.ts';
import { guardFormula } from '../core/formula-guard.ts';
import type { Instant } from '../core/units.ts';

/** In both languages, as the file goes to whoever asks for it. */
const HEADS: readonly string[] = [
  '序号 No.',
  '时间 Time (UTC)',
  '决定 Decision',
  '操作员 Operator',
  '场次编号 Show',
  '对象 Subject',
  '商品编号 Product',
  '规则 Rule',
  '命中 Matched',
  '原文 Text',
  '理由 Reason',
  '内容哈希 Content SHA-256',
  '规则版本 Rules',
  '前一条哈希 Previous hash',
  '本条哈希 Hash',
];

const cell = (text: string): string => `"${guardFormula(text).replaceAll('"', '""')}"`;

const toCells = (row: EvidenceRow): readonly string[] => [
  String(row.seq),
  new Date(row.at).toISOString(),
  row.decision,
  row.operator,
  row.showId ?? '',
  row.subject,
  row.productId ?? '',
  row.ruleId ?? '',
  row.matched,
  row.text,
  row.reason,
  row.contentHash ?? '',
  row.bookVersion,
  row.previousHash,
  row.hash,
];

/** `rows` newest first; the file has them oldest first. */
export const toEvidenceFile = (rows: readonly EvidenceRow[], now: Instant): TextFile => {
  const lines = [HEADS, ...rows.toReversed().map(toCells)].map((cells) => cells.map(cell).join(','));
  return {
    name: `kongtai-evidence-${new Date(now).toISOString().slice(0, 10)}.csv`,
    text: `\uFEFF${lines.join('\r\n')}\r\n`,
  };
};
