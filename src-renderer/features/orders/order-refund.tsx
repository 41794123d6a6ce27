// Gives back money of an order by hand: how much, at most what is left of it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../src-main/contract/order-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoney, parseAmount, toAmountText } from '../../ui/money.ts';
import { runCommand } from '../desk/run-command.ts';
import styles from './order-refund.module.css';

interface OrderRefundProps {
  readonly showId: ShowId;
  readonly row: OrderRow;
  readonly onClose: () => void;
}

export const OrderRefund = ({ showId, row, onClose }: OrderRefundProps) => {
  const { t, i18n } = useTranslation('orders');
  const { own, roomOrderId } = row;
  const { currency } = own.total;
  const left = own.total.minor - own.refunded.minor;
  // One intent is one id: pressing twice refunds once.
  const [commandId, setCommandId] = useState(newCommandId);
  const [text, setText] = useState(toAmountText({ minor: left, currency }));
  const amount = parseAmount(text, currency);
  const isGood = amount !== null && amount > 0 && amount <= left;
  const refund = async (): Promise<void> => {
    if (!isGood || roomOrderId === null) return;
    const reply = await runCommand('order.refund', { commandId, showId, orderId: roomOrderId, amountMinor: amount });
    if (reply.ok) onClose();
    else setCommandId(newCommandId());
  };
  return (
    <Dialog title={t('by.refundTitle', { order: own.buyer })} onClose={onClose}>
      <form
        className={styles.form}
        data-testid="order-refund-form"
        onSubmit={(event) => {
          event.preventDefault();
          void refund();
        }}
      >
        <label>
          {t('by.amount')}
          <input
            value={text}
            inputMode="decimal"
            data-testid="order-refund-amount"
            aria-invalid={!isGood}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className={styles.hint}>
          {isGood ? t('by.left', { amount: formatMoney({ minor: left, currency }, i18n.language) }) : t('by.badAmount')}
        </p>
        <Button kind="primary" type="submit" disabled={!isGood} data-testid="order-refund-confirm">
          {t('by.confirm')}
        </Button>
      </form>
    </Dialog>
  );
};
