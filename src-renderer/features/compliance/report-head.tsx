// Above the report: how many findings of each weight, who signed it and what, and the button to sign it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplianceReport } from '../../../src-main/contract/compliance-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './report-head.module.css';
import { SeverityBadge } from './severity-badge.tsx';

interface ReportHeadProps {
  readonly report: ComplianceReport;
  readonly again: () => void;
}

const HASH_SHOWN = 12;

const Signature = ({ report }: { readonly report: ComplianceReport }) => {
  const { t, i18n } = useTranslation('compliance');
  const { signature } = report;
  if (signature === null) return <p className={styles.signature}>{t('unsigned')}</p>;
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  return (
    <p className={styles.signature} data-testid="report-signature" data-outdated={signature.isOutdated}>
      {signature.isOutdated ? (
        <Badge tone="attention">▲ {t('changedSince')}</Badge>
      ) : (
        <Badge tone="fine">✓ {t('signed')}</Badge>
      )}
      <span>{t('signedBy', { who: t(`role.${signature.operator}`), at: at.format(signature.at) })}</span>
      <code title={signature.contentHash}>{signature.contentHash.slice(0, HASH_SHOWN)}…</code>
    </p>
  );
};

export const ReportHead = ({ report, again }: ReportHeadProps) => {
  const { t } = useTranslation('compliance');
  const run = useCommand();
  const [isSending, setSending] = useState(false);
  const { blocking, warnings, exempted, overridden, signature, contentHash, showId, phase } = report;
  const isSigned = signature !== null && !signature.isOutdated;

  const sign = async (): Promise<void> => {
    setSending(true);
    await run('compliance.sign', { commandId: newCommandId(), showId, contentHash });
    setSending(false);
    again();
  };

  return (
    <header className={styles.head}>
      <div className={styles.counts} data-testid="report-counts" data-blocking={blocking} data-warnings={warnings}>
        {blocking > 0 ? <SeverityBadge weight="block" count={blocking} /> : null}
        {warnings > 0 ? <SeverityBadge weight="warn" count={warnings} /> : null}
        {overridden > 0 ? <SeverityBadge weight="overridden" count={overridden} /> : null}
        {exempted > 0 ? <SeverityBadge weight="exempted" count={exempted} /> : null}
        <span className={styles.verdict} data-may-start={blocking === 0}>
          {blocking > 0 ? t('mayNotStart', { count: blocking }) : t('mayStart')}
        </span>
      </div>
      <Signature report={report} />
      <Button onClick={again}>{t('checkAgain')}</Button>
      <Button
        kind="primary"
        data-testid="report-sign"
        disabled={isSending || isSigned || blocking > 0 || phase === 'ended'}
        title={blocking > 0 ? t('signBlocked') : t('signHint')}
        onClick={sign}
      >
        {isSigned ? t('signed') : t('sign')}
      </Button>
    </header>
  );
};
