// One item of the report: each of its texts with what was found in it marked, and what can be done about it.

import { useTranslation } from 'react-i18next';
import type { ComplianceReport, ReportFinding, ReportItem } from '../../../src-main/contract/compliance-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import type { Asked } from './decision-dialog.tsx';
import { FindingLaw } from './finding-law.tsx';
import { MarkedText } from './marked-text.tsx';
import styles from './report-item-card.module.css';
import { SeverityBadge } from './severity-badge.tsx';
import { useSaid } from './use-said.ts';

interface FindingRowProps {
  readonly item: ReportItem;
  readonly finding: ReportFinding;
  readonly report: ComplianceReport;
  readonly onAsk: (asked: Asked) => void;
  readonly again: () => void;
}

const FindingRow = ({ item, finding, report, onAsk, again }: FindingRowProps) => {
  const { t } = useTranslation('compliance');
  const said = useSaid();
  const run = useCommand();
  const { exempted, exemptionId, override, severity, matched, ruleId } = finding;
  const isOver = report.phase === 'ended';
  const isStanding = exempted === null && override === null;

  const undo = async (): Promise<void> => {
    if (exemptionId !== null) await run('compliance.unexempt', { commandId: newCommandId(), exemptionId });
    else {
      const { itemId } = item;
      await run('compliance.withdraw', { commandId: newCommandId(), showId: report.showId, itemId, ruleId, matched });
    }
    again();
  };

  return (
    <li className={styles.finding} data-testid="report-finding" data-rule={ruleId} data-standing={isStanding}>
      <div className={styles.what}>
        <p className={styles.head}>
          <SeverityBadge weight={override !== null ? 'overridden' : exempted !== null ? 'exempted' : severity} />
          <b>{matched === '' ? t('missing') : <bdi>{matched}</bdi>}</b>
          <span>{said(finding.title)}</span>
        </p>
        {isStanding ? null : (
          <p className={styles.decided}>
            {t('becauseOf', {
              who: t(`role.${(override ?? exempted)?.approver ?? 'owner'}`),
              reason: (override ?? exempted)?.reason ?? '',
            })}
          </p>
        )}
        <FindingLaw finding={finding} />
      </div>
      <div className={styles.actions}>
        {isStanding ? (
          <Button data-testid="finding-exempt" onClick={() => onAsk({ kind: 'exempt', item, finding })}>
            {t('exempt')}
          </Button>
        ) : null}
        {isStanding && severity === 'block' && !isOver ? (
          <Button data-testid="finding-override" onClick={() => onAsk({ kind: 'override', item, finding })}>
            {t('override')}
          </Button>
        ) : null}
        {!isStanding && (exemptionId !== null || !isOver) ? (
          <Button kind="quiet" data-testid="finding-undo" onClick={undo}>
            {t('takeBack')}
          </Button>
        ) : null}
      </div>
    </li>
  );
};

/** The findings by the text that they are in, in the order of the report. */
const byText = (findings: readonly ReportFinding[]): readonly (readonly [ReportFinding, ...ReportFinding[]])[] => {
  const groups = new Map<string, [ReportFinding, ...ReportFinding[]]>();
  for (const finding of findings) {
    const key = `${finding.field} ${finding.ref}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
};

export const ReportItemCard = ({ item, ...rest }: Omit<FindingRowProps, 'finding'>) => {
  const { t } = useTranslation('compliance');
  return (
    <article className={styles.card} data-testid="report-item" data-item={item.itemId}>
      <h3 className={styles.title}>
        {item.number === null ? <span>{t('showItself')}</span> : <span>{t('link', { number: item.number })}</span>}
        <bdi>{[item.title, item.variantTitle].filter((part) => part !== '').join(' · ')}</bdi>
        {item.category === '' ? null : <small>{item.category}</small>}
      </h3>
      {item.findings.length === 0 ? <p className={styles.clean}>✓ {t('clean')}</p> : null}
      {byText(item.findings).map((findings) => (
        <div key={findings[0].key} className={styles.group}>
          <p className={styles.text}>
            <span className={styles.where}>
              {findings[0].field === null ? t('field.all') : t(`field.${findings[0].field}`, { ref: findings[0].ref })}
            </span>
            {findings[0].field === null ? null : (
              <bdi>
                <MarkedText text={findings[0].text} findings={findings} isShortened />
              </bdi>
            )}
          </p>
          <ul className={styles.findings}>
            {findings.map((finding) => (
              <FindingRow key={finding.key} item={item} finding={finding} {...rest} />
            ))}
          </ul>
        </div>
      ))}
    </article>
  );
};
