// A field whose text is checked as it is typed: what was found is underlined in place and listed below with its law.

import { type PointerEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, TextContext } from '../../../src-main/contract/compliance-documents.ts';
import styles from './compliance-field.module.css';
import { FindingLaw } from './finding-law.tsx';
import { groupFindings } from './group-findings.ts';
import { MarkedText } from './marked-text.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { useFindings } from './use-findings.ts';
import { useLacks } from './use-lacks.ts';
import { useSaid } from './use-said.ts';

export interface ComplianceFieldProps {
  readonly label: string;
  /** The label is only for screen readers. */
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** As the catalogue has it; '' where the text is of no goods. */
  readonly category: string;
  /** What is known of the goods: `NO_CONTEXT` of core/compliance/finding where nothing is. */
  readonly context: TextContext;
  /** Lines to show at first; 1 is a field of one line, which takes no line breaks. */
  readonly rows?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

interface FindingLineProps {
  /** All places where the same words break the same rule. */
  readonly findings: readonly [Finding, ...Finding[]];
  readonly onShow: (finding: Finding) => void;
}

const FindingLine = ({ findings, onShow }: FindingLineProps) => {
  const { t } = useTranslation('compliance');
  const said = useSaid();
  const [next, setNext] = useState(0);
  const [finding] = findings;
  const lacks = useLacks(finding);

  const showNext = (): void => {
    onShow(findings[next % findings.length] ?? finding);
    setNext((next + 1) % findings.length);
  };

  return (
    <li data-testid="field-finding" data-rule={finding.ruleId}>
      <details className={styles.finding}>
        <summary>
          <SeverityBadge weight={finding.exempted === null ? finding.severity : 'exempted'} />
          {finding.matched === '' ? (
            <b>{t('missing')}</b>
          ) : (
            <button type="button" className={styles.matched} onClick={showNext} title={t('showInText')}>
              <bdi>{finding.matched}</bdi>
            </button>
          )}
          {findings.length > 1 ? <span>{t('times', { count: findings.length })}</span> : null}
          <span className={styles.title}>{said(finding.title)}</span>
          <span className={styles.hint}>{lacks === '' ? said(finding.suggestion) : lacks}</span>
        </summary>
        <FindingLaw finding={finding} />
      </details>
    </li>
  );
};

const isOver = ({ clientX, clientY }: PointerEvent, { left, right, top, bottom }: DOMRect): boolean =>
  clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;

const ONE_LINE = /[\r\n]+/g;

export const ComplianceField = ({
  label,
  isLabelHidden = false,
  value,
  onChange,
  category,
  context,
  rows = 3,
  maxLength,
  placeholder,
  isDisabled = false,
  testId,
}: ComplianceFieldProps) => {
  const { t } = useTranslation(['compliance', 'errors']);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState(0);
  const [hint, setHint] = useState('');
  const { findings, isChecking, refused } = useFindings(value, category, context);
  const counted = findings.filter(({ exempted }) => exempted === null);

  /** The marks lie behind the field, where no pointer reaches them. */
  const pointAt = (event: PointerEvent): void => {
    const marks = [...(behind.current?.querySelectorAll('mark') ?? [])];
    const mark = marks.find((each) => [...each.getClientRects()].some((rect) => isOver(event, rect)));
    setHint(mark?.title ?? '');
  };

  const show = ({ start, end }: Finding): void => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };

  return (
    <div className={styles.field} data-checking={isChecking} data-testid={testId}>
      <label htmlFor={id} className={isLabelHidden ? styles.hidden : styles.label}>
        {label}
      </label>
      <div className={styles.box} data-single={rows === 1}>
        {/* The same text behind the field, to carry the lines under it; it scrolls along. */}
        <div ref={behind} className={styles.behind} aria-hidden="true">
          <div style={{ transform: `translateY(${-scroll}px)` }}>
            <MarkedText text={value} findings={findings} />
          </div>
        </div>
        <textarea
          ref={field}
          id={id}
          className={styles.text}
          value={value}
          rows={rows}
          maxLength={maxLength}
          placeholder={placeholder}
          disabled={isDisabled}
          title={findings.length > 0 ? hint : ''}
          spellCheck={false}
          aria-invalid={counted.length > 0}
          aria-describedby={findings.length > 0 || refused !== null ? `${id}findings` : undefined}
          onChange={(event) => onChange(rows === 1 ? event.target.value.replace(ONE_LINE, ' ') : event.target.value)}
          onKeyDown={(event) => {
            if (rows === 1 && event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
          onPointerMove={findings.length > 0 ? pointAt : undefined}
          onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        />
      </div>
      {refused !== null ? (
        <p id={`${id}findings`} className={styles.refused}>
          {t(`errors:${refused}`)}
        </p>
      ) : null}
      {refused === null && findings.length > 0 ? (
        <ul id={`${id}findings`} className={styles.findings} aria-label={t('compliance:findingsOf', { field: label })}>
          {groupFindings(findings).map((group) => (
            <FindingLine
              key={`${group[0].ruleId} ${group[0].listId} ${group[0].matched} ${group[0].exempted === null}`}
              findings={group}
              onShow={show}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
};
