// The findings of one check with what may be done: the permitted price, no compare price, or an owner's word with a reason.

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateFinding, PaidPrice, PriceCheck } from '../../../src-main/contract/price-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import { useCommand } from '../desk/use-command.ts';
import styles from './gate-findings.module.css';
import { useMoment } from './use-moment.ts';

const LONGEST_REASON = 500;

interface CheckFindingsProps {
  readonly check: PriceCheck;
  readonly onDone: () => void;
}

const SaleLine = ({ sale, zone }: { readonly sale: PaidPrice; readonly zone: string }) => {
  const { t, i18n } = useTranslation('price-truth');
  const moment = useMoment(zone);
  return (
    <li>
      <bdi>
        {t('order', {
          order: sale.orderId,
          price: formatMoney(sale.unitPrice, i18n.language),
          quantity: sale.quantity,
          at: moment(sale.paidAt),
        })}
      </bdi>
    </li>
  );
};

const FindingLine = ({ finding, check }: { readonly finding: GateFinding; readonly check: PriceCheck }) => {
  const { t, i18n } = useTranslation('price-truth');
  const moment = useMoment(check.zone);
  const { rule, fault, found, raise, orders } = finding;
  const say = (minor: number): string => formatMoney({ ...found, minor }, i18n.language);
  const [first] = orders;
  return (
    <li className={styles.finding} data-testid="gate-finding" data-rule={rule} data-fault={fault}>
      <p>
        <b>{rule}</b>{' '}
        {t(`fault.${fault}`, {
          found: formatMoney(found, i18n.language),
          price: formatMoney(check.price, i18n.language),
          paid: first === undefined ? '—' : formatMoney(first.unitPrice, i18n.language),
          from: raise === null ? '—' : say(raise.fromMinor),
          to: raise === null ? '—' : say(raise.toMinor),
          at: raise === null ? '—' : moment(raise.at),
        })}
      </p>
      {orders.length === 0 ? (
        <p className={styles.law}>{t(`law.${rule}`)}</p>
      ) : (
        <details className={styles.law}>
          <summary title={t('restsOn', { count: orders.length })}>{t(`law.${rule}`)}</summary>
          <p>{t('restsOn', { count: orders.length })}</p>
          <ul>
            {orders.map((sale) => (
              <SaleLine key={`${sale.source} ${sale.orderId} ${sale.line}`} sale={sale} zone={check.zone} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
};

/** No form of its own: it stands within one. */
const OverrideForm = ({ check, onDone, onClose }: CheckFindingsProps & { readonly onClose: () => void }) => {
  const { t } = useTranslation('price-truth');
  const id = useId();
  const run = useCommand();
  // One intent is one id: pressing twice decides once.
  const [commandId] = useState(newCommandId);
  const [reason, setReason] = useState('');
  const { variantId, price, comparePrice } = check;
  if (comparePrice === null) return null;

  const send = async (): Promise<void> => {
    const { basis, price: compare } = comparePrice;
    const terms = { variantId, priceMinor: price.minor, compareMinor: compare.minor, basis };
    const reply = await run('price.override', { commandId, ...terms, reason });
    if (!reply.ok) return;
    onClose();
    onDone();
  };

  return (
    <div className={styles.override} data-testid="price-override">
      <p className={styles.law}>{t('overrideHint')}</p>
      <label htmlFor={`${id}reason`}>{t('reason')}</label>
      <textarea
        id={`${id}reason`}
        rows={2}
        value={reason}
        placeholder={t('reasonHint')}
        maxLength={LONGEST_REASON}
        // biome-ignore lint/a11y/noAutofocus: the form was opened to type this
        autoFocus
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="live" disabled={reason.trim() === ''} data-testid="price-override-confirm" onClick={send}>
          {t('confirm')}
        </Button>
      </div>
    </div>
  );
};

const Allowed = ({ check }: { readonly check: PriceCheck }) => {
  const { t, i18n } = useTranslation('price-truth');
  const { permitted } = check.report;
  if (permitted === null) return <p className={styles.allowed}>{t('allowedNone')}</p>;
  // Else the button says it.
  if (permitted.price.minor > check.price.minor) return null;
  return (
    <p className={styles.allowed}>
      {t('allowedLow', {
        price: formatMoney(permitted.price, i18n.language),
        current: formatMoney(check.price, i18n.language),
      })}
    </p>
  );
};

export const CheckFindings = ({ check, onDone }: CheckFindingsProps) => {
  const { t, i18n } = useTranslation('price-truth');
  const run = useCommand();
  const [isOverriding, setOverriding] = useState(false);
  const { report, variantId, price, comparePrice, override, verdict } = check;
  const { findings, permitted } = report;
  if (findings.length === 0 || comparePrice === null) return null;
  const useful = permitted !== null && permitted.price.minor > price.minor ? permitted : null;

  const mend = async (to: { kind: 'none' } | { kind: 'permitted'; compareMinor: number }): Promise<void> => {
    await run('price.mend', { commandId: newCommandId(), variantId, to });
    onDone();
  };
  const withdraw = async (): Promise<void> => {
    const { basis, price: compare } = comparePrice;
    const terms = { variantId, priceMinor: price.minor, compareMinor: compare.minor, basis };
    await run('price.withdraw', { commandId: newCommandId(), ...terms });
    onDone();
  };

  return (
    <>
      <ul className={styles.findings} data-standing={verdict === 'untrue'}>
        {findings.map((finding) => (
          <FindingLine key={finding.fault} finding={finding} check={check} />
        ))}
      </ul>
      <Allowed check={check} />
      {override === null ? null : (
        <p className={styles.law}>
          <bdi>
            {t('becauseOf', { who: t(`role.${override.approver}`, override.approver), reason: override.reason })}
          </bdi>
        </p>
      )}
      {isOverriding ? (
        <OverrideForm check={check} onDone={onDone} onClose={() => setOverriding(false)} />
      ) : (
        <div className={styles.actions}>
          {useful === null ? null : (
            <Button
              kind="primary"
              data-testid="price-use-permitted"
              title={t('useHint', {
                price: formatMoney(useful.price, i18n.language),
                basis: t(`basis.${useful.basis}`),
              })}
              onClick={() => mend({ kind: 'permitted', compareMinor: useful.price.minor })}
            >
              {t('use', {
                price: formatMoney(useful.price, i18n.language),
                basis: t(`basis.${useful.basis}`),
              })}
            </Button>
          )}
          <Button data-testid="price-drop" title={t('dropHint')} onClick={() => mend({ kind: 'none' })}>
            {t('drop')}
          </Button>
          {override === null ? (
            <Button
              kind="quiet"
              data-testid="price-let-stand"
              title={t('overrideHint')}
              onClick={() => setOverriding(true)}
            >
              {t('override')}
            </Button>
          ) : (
            <Button kind="quiet" data-testid="price-withdraw" onClick={withdraw}>
              {t('withdraw')}
            </Button>
          )}
        </div>
      )}
    </>
  );
};
