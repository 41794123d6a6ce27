// Letting a finding stand: an exemption with its reach and its end, or an owner's override for this show; both take a reason.

import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportFinding, ReportItem } from '../../../src-main/contract/compliance-documents.ts';
import { type Instant, instant, type ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { endOfDay } from './day.ts';
import styles from './decision-dialog.module.css';
import { FindingLaw } from './finding-law.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { useSaid } from './use-said.ts';

export interface Asked {
  readonly kind: 'exempt' | 'override';
  readonly item: ReportItem;
  readonly finding: ReportFinding;
}

interface DecisionDialogProps {
  readonly asked: Asked;
  readonly showId: ShowId;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const LONGEST_REASON = 500;

type Reach = 'product' | 'every';

export const DecisionDialog = ({ asked, showId, onClose, onDone }: DecisionDialogProps) => {
  const { t } = useTranslation('compliance');
  const id = useId();
  const run = useCommand();
  const said = useSaid();
  // One intent is one id: pressing twice decides once.
  const [commandId] = useState(newCommandId);
  const [reason, setReason] = useState('');
  const [reach, setReach] = useState<Reach>(asked.item.productId === null ? 'every' : 'product');
  const [lastDay, setLastDay] = useState('');
  const [isSending, setSending] = useState(false);
  const { kind, item, finding } = asked;
  const { ruleId, matched } = finding;

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const end = endOfDay(lastDay);
    const expiresAt: Instant | null = end === null ? null : instant(end);
    const reply =
      kind === 'override'
        ? await run('compliance.override', { commandId, showId, itemId: item.itemId, ruleId, matched, reason })
        : await run('compliance.exempt', {
            commandId,
            ruleId,
            words: matched === '' ? null : [matched],
            productId: reach === 'product' ? item.productId : null,
            reason,
            expiresAt,
          });
    if (reply.ok) onDone();
    else setSending(false);
  };

  return (
    <Dialog title={t(`${kind}Title`)} onClose={onClose}>
      <form className={styles.form} onSubmit={send} data-testid={`${kind}-form`}>
        <div className={styles.finding}>
          <p>
            <SeverityBadge weight={finding.severity} /> <b>{matched === '' ? t('missing') : <bdi>{matched}</bdi>}</b>{' '}
            {said(finding.title)}
          </p>
          <FindingLaw finding={finding} />
        </div>
        <p className={styles.explain}>{t(`${kind}Explain`)}</p>
        {kind === 'exempt' ? (
          <>
            <label htmlFor={`${id}reach`}>{t('reach')}</label>
            <select
              id={`${id}reach`}
              value={reach}
              onChange={(event) => setReach(event.target.value === 'product' ? 'product' : 'every')}
            >
              {item.productId === null ? null : (
                <option value="product">{t('reachProduct', { title: item.title })}</option>
              )}
              <option value="every">{t('reachEvery')}</option>
            </select>
            <label htmlFor={`${id}end`}>{t('lastDay')}</label>
            <div className={styles.end}>
              <input id={`${id}end`} type="date" value={lastDay} onChange={(event) => setLastDay(event.target.value)} />
              <span>{t('noEnd')}</span>
            </div>
          </>
        ) : null}
        <label htmlFor={`${id}reason`}>{t('reason')}</label>
        <textarea
          id={`${id}reason`}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t(`${kind}Reason`)}
          maxLength={LONGEST_REASON}
          required
          autoFocus
        />
        <div className={styles.actions}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind={kind === 'override' ? 'live' : 'primary'}
            type="submit"
            disabled={isSending || reason.trim() === ''}
          >
            {t(kind)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
