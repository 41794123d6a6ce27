// The evidence as a file: CSV that a spreadsheet opens (UTF-8 with its mark, no cell of it a formula), or JSON.

import type { TextFile } from '../contract/compliance-documents.ts';
import { type EvidenceRow, linkContent } from '../core/compliance/evidence.ts';
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

const toCsv = (rows: readonly EvidenceRow[]): string => {
  const lines = [HEADS, ...rows.map(toCells)].map((cells) => cells.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};

/** Each row as it stands in the chain, with what its hash is taken of: whoever has the file can verify it without this program. */
const toJson = (rows: readonly EvidenceRow[]): string =>
  `${JSON.stringify(
    rows.map((row) => ({
      ...row,
      time: new Date(row.at).toISOString(),
      hashed: linkContent(row, row.seq, row.previousHash),
    })),
    null,
    2,
  )}\n`;

/** `rows` newest first; the file has them oldest first. */
export const toEvidenceFile = (rows: readonly EvidenceRow[], format: 'csv' | 'json', now: Instant): TextFile => {
  const oldestFirst = rows.toReversed();
  return {
    name: `kongtai-evidence-${new Date(now).toISOString().slice(0, 10)}.${format}`,
    text: format === 'csv' ? toCsv(oldestFirst) : toJson(oldestFirst),
  };
};
