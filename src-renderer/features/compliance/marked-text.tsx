// A text with what was found in it underlined: a wave for what blocks, dots for a warning, a thin line for what may stand.

import type { Finding } from '../../../src-main/contract/compliance-documents.ts';
import { markText, shortenStretches } from './mark-text.ts';
import styles from './marked-text.module.css';
import { useSaid } from './use-said.ts';

type Marked = Pick<Finding, 'start' | 'end' | 'severity' | 'exempted' | 'title' | 'suggestion'> & {
  readonly override?: object | null;
};

interface MarkedTextProps {
  readonly text: string;
  readonly findings: readonly Marked[];
  /** Of a long text only what stands around the findings. */
  readonly isShortened?: boolean;
}

export const MarkedText = ({ text, findings, isShortened = false }: MarkedTextProps) => {
  const said = useSaid();
  /** What is said of a stretch when it is pointed at. */
  const hintOf = (at: number): string =>
    findings
      .filter(({ start, end }) => start <= at && at < end)
      .map(({ title, suggestion }) => `${said(title)}\n${said(suggestion)}`)
      .join('\n');
  const whole = markText(
    text,
    findings.map(({ start, end, severity, exempted, override = null }) => ({
      start,
      end,
      severity,
      isSettled: exempted !== null || override !== null,
    })),
  );
  return (isShortened ? shortenStretches(whole) : whole).map((stretch) =>
    stretch.mark === null ? (
      <span key={stretch.start}>{stretch.text}</span>
    ) : (
      <mark key={stretch.start} className={styles.mark} data-mark={stretch.mark} title={hintOf(stretch.start)}>
        {stretch.text}
      </mark>
    ),
  );
};
