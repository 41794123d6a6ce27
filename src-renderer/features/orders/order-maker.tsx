// An order by hand: who buys, what of the run sheet, at which price, and whether it is paid.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoney, parseAmount, toAmountText } from '../../ui/money.ts';
import { runCommand } from '../desk/run-command.ts';
import styles from './order-maker.module.css';

const MOST_LINES = 50;

interface Draft {
  /** Of the list, while the dialog is open. */
  readonly key: number;
  readonly product: ProductRow;
  readonly quantity: string;
  readonly price: string;
}

const readPieces = (text: string): number | null => {
  const count = /^\d{1,5}$/.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : 0;
  return count >= 1 && count <= 10_000 ? count : null;
};

const nameOf = ({ number, title, variantTitle }: ProductRow): string => `${number} ${title} ${variantTitle}`.trim();

interface LineProps {
  readonly draft: Draft;
  readonly products: readonly ProductRow[];
  readonly onChange: (draft: Draft) => void;
  readonly onRemove: () => void;
}

const Line = ({ draft, products, onChange, onRemove }: LineProps) => {
  const { t } = useTranslation('orders');
  const { product, quantity, price } = draft;
  return (
    <li className={styles.line}>
      <select
        value={product.variantId}
        aria-label={t('make.product')}
        data-testid="order-make-product"
        onChange={(event) => {
          const chosen = products.find(({ variantId }) => variantId === event.target.value);
          if (chosen !== undefined) onChange({ ...draft, product: chosen, price: toAmountText(chosen.price) });
        }}
      >
        {products.map((each) => (
          <option key={each.variantId} value={each.variantId}>
            {nameOf(each)}
          </option>
        ))}
      </select>
      <input
        value={quantity}
        inputMode="numeric"
        aria-label={t('make.quantity')}
        aria-invalid={readPieces(quantity) === null}
        data-testid="order-make-quantity"
        onChange={(event) => onChange({ ...draft, quantity: event.target.value })}
      />
      <input
        value={price}
        inputMode="decimal"
        aria-label={t('make.price')}
        aria-invalid={parseAmount(price, product.price.currency) === null}
        data-testid="order-make-price"
        onChange={(event) => onChange({ ...draft, price: event.target.value })}
      />
      <Button kind="quiet" onClick={onRemove}>
        {t('make.remove')}
      </Button>
    </li>
  );
};

export const OrderMaker = ({ onClose }: { readonly onClose: () => void }) => {
  const { t, i18n } = useTranslation('orders');
  const products = useTopic('product.list') ?? [];
  const [commandId, setCommandId] = useState(newCommandId);
  const [buyer, setBuyer] = useState('');
  const [note, setNote] = useState('');
  const [isPaid, setPaid] = useState(false);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [made, setMade] = useState(0);
  const [first] = products;

  const lines = drafts.map(({ product, quantity, price }) => ({
    productId: product.productId,
    variantId: product.variantId,
    quantity: readPieces(quantity),
    unitMinor: parseAmount(price, product.price.currency),
  }));
  const good = lines.flatMap(({ quantity, unitMinor, ...rest }) =>
    quantity === null || unitMinor === null ? [] : [{ ...rest, quantity, unitMinor }],
  );
  const total = good.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  const isWhole = buyer.trim() !== '' && good.length > 0 && good.length === lines.length;

  const add = (): void => {
    if (first === undefined || drafts.length >= MOST_LINES) return;
    setDrafts([...drafts, { key: made, product: first, quantity: '1', price: toAmountText(first.price) }]);
    setMade(made + 1);
  };
  const save = async (): Promise<void> => {
    if (!isWhole) return;
    const reply = await runCommand('order.create', { commandId, buyer: buyer.trim(), note, isPaid, lines: good });
    if (!reply.ok) return setCommandId(newCommandId());
    showToast('fine', t('make.saved'));
    onClose();
  };

  return (
    <Dialog title={t('make.title')} onClose={onClose} size="wide">
      <form
        className={styles.form}
        data-testid="order-make"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          {t('make.buyer')}
          <input
            value={buyer}
            maxLength={100}
            data-testid="order-make-buyer"
            onChange={(event) => setBuyer(event.target.value)}
          />
        </label>
        <ul className={styles.lines}>
          {drafts.map((draft, index) => (
            <Line
              key={draft.key}
              draft={draft}
              products={products}
              onChange={(changed) => setDrafts(drafts.with(index, changed))}
              onRemove={() => setDrafts(drafts.filter((each) => each !== draft))}
            />
          ))}
        </ul>
        <Button data-testid="order-make-add" disabled={first === undefined} onClick={add}>
          {t('make.add')}
        </Button>
        <label>
          {t('make.note')}
          <input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </label>
        <div className={styles.foot}>
          <label className={styles.paid}>
            <input
              type="checkbox"
              checked={isPaid}
              data-testid="order-make-paid"
              onChange={(event) => setPaid(event.target.checked)}
            />
            {t('make.paid')}
          </label>
          <span className={styles.total}>
            {first === undefined
              ? ''
              : t('make.total', {
                  amount: formatMoney({ minor: total, currency: first.price.currency }, i18n.language),
                })}
          </span>
          <Button kind="primary" type="submit" disabled={!isWhole} data-testid="order-make-save">
            {t('make.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
