// Each viewer's running cart, unpaid ones first: paid whole or in part, answered, emptied.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { ClaimCart } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimId, OrderId } from '../../../src-main/core/units.ts';
import { useRunsTheShow, useTimeLeft } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { formatSpan } from '../../ui/time.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import styles from './claim-carts.module.css';
import { answerCart, emptyCart, payCart } from './claim-commands.ts';
import { isUnpaid } from './claim-state.ts';
import { hearListKey } from './list-keys.ts';
import { useClaimCarts } from './use-claim-carts.ts';

interface CartProps {
  readonly cart: ClaimCart;
  readonly isChosen: boolean;
  readonly left: ReadonlySet<ClaimId>;
  readonly onChoose: () => void;
  /** Leaves a line out of what is paid, or takes it in again. */
  readonly onToggle: (claimId: ClaimId) => void;
}

/** What of a cart is paid now: null is all of it. */
const payingOf = (cart: ClaimCart, left: ReadonlySet<ClaimId>): readonly ClaimId[] | null => {
  const unpaid = cart.claims.filter(isUnpaid);
  const paying = unpaid.filter(({ key }) => !left.has(key)).map(({ key }) => key);
  return paying.length === unpaid.length ? null : paying;
};

const Left = ({ until }: { readonly until: number }) => {
  const left = useTimeLeft(until);
  return <Badge tone="fine">{formatSpan(left, 'up')}</Badge>;
};

const Cart = ({ cart, isChosen, left, onChoose, onToggle }: CartProps) => {
  const { t, i18n } = useTranslation('claims');
  const runs = useRunsTheShow();
  const { claims, isPaid, viewer, total, expiresAt } = cart;
  const paying = payingOf(cart, left);
  const isPart = paying !== null;
  const canChoose = runs && !isPaid && claims.length > 1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it hears the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: choosing it is what a click adds, its buttons do the rest
    <div className={styles.cart} data-testid="claim-cart" data-chosen={isChosen} data-paid={isPaid} onClick={onChoose}>
      <div className={styles.who}>
        <bdi className={styles.name}>{viewer.name}</bdi>
        {isPaid ? <Badge tone="people">{t('state.paid')}</Badge> : null}
        {expiresAt === null ? null : <Left until={expiresAt} />}
        <b className={styles.total}>{formatTidyMoney(total, i18n.language)}</b>
      </div>
      <ul className={styles.lines}>
        {claims.map((row) => (
          <li key={row.key}>
            <div className={styles.line}>
              {canChoose && isUnpaid(row) ? (
                <input
                  type="checkbox"
                  tabIndex={-1}
                  checked={!left.has(row.key)}
                  aria-label={t('cart.paysLine', { title: row.title })}
                  data-testid="claim-cart-line"
                  onChange={() => onToggle(row.key)}
                />
              ) : null}
              <bdi className={styles.what}>
                {row.number === null ? row.title : t('product', { number: row.number, title: row.title })}
              </bdi>
              <span>×{row.quantity}</span>
              <span className={styles.amount}>{formatTidyMoney(row.total, i18n.language)}</span>
            </div>
          </li>
        ))}
      </ul>
      {runs && isChosen ? (
        <div className={styles.tools}>
          {isPaid ? null : (
            <Button
              kind="primary"
              disabled={paying?.length === 0}
              data-testid="claim-cart-pay"
              onClick={() => void payCart(cart, paying)}
            >
              <Kbd>P</Kbd> {t(isPart ? 'cart.payPart' : 'cart.pay', { count: paying?.length ?? 0 })}
            </Button>
          )}
          <Button data-testid="claim-cart-answer" onClick={() => void answerCart(cart)}>
            <Kbd>R</Kbd> {t('cart.answer')}
          </Button>
          {isPaid ? null : (
            <Button kind="quiet" data-testid="claim-cart-empty" onClick={() => void emptyCart(cart)}>
              <Kbd>{t('key.delete')}</Kbd> {t('cart.empty')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
};

const CartList = ({ carts, isSearched }: { readonly carts: readonly ClaimCart[]; readonly isSearched: boolean }) => {
  const { t } = useTranslation('claims');
  const runs = useRunsTheShow();
  const [chosen, setChosen] = useState<OrderId | null>(null);
  const [left, setLeft] = useState<ReadonlySet<ClaimId>>(new Set());
  const at = carts.findIndex(({ orderId }) => orderId === chosen);
  const cart = carts[at] ?? carts[0];
  if (cart === undefined) {
    return <p className={styles.none}>{t(isSearched ? 'cart.notFound' : 'cart.none')}</p>;
  }
  const choose = (orderId: OrderId): void => {
    setChosen(orderId);
    if (orderId !== cart.orderId) setLeft(new Set());
  };
  const step = (by: 1 | -1): void => {
    const next = carts[Math.min(carts.length - 1, Math.max(0, Math.max(0, at) + by))];
    if (next !== undefined) choose(next.orderId);
  };
  const toggle = (claimId: ClaimId): void => {
    const next = new Set(left);
    if (!next.delete(claimId)) next.add(claimId);
    setLeft(next);
  };
  const pay = (): void => {
    const paying = payingOf(cart, left);
    if (paying?.length !== 0) void payCart(cart, paying);
  };
  const unpaidDeeds = cart.isPaid ? {} : { p: pay, delete: () => void emptyCart(cart) };
  const deeds = runs ? { r: () => void answerCart(cart), ...unpaidDeeds } : {};
  return (
    <section
      className={styles.list}
      aria-label={t('cart.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys work while it has the focus
      tabIndex={0}
      data-testid="claim-carts"
      onKeyDown={(event) => hearListKey(event, step, deeds)}
    >
      <Virtuoso
        className={styles.scroller}
        data={carts}
        computeItemKey={(_index, each) => each.orderId}
        itemContent={(_index, each) => (
          <Cart
            cart={each}
            isChosen={each.orderId === cart.orderId}
            left={each.orderId === cart.orderId ? left : new Set()}
            onChoose={() => choose(each.orderId)}
            onToggle={(claimId) => {
              if (each.orderId === cart.orderId) return toggle(claimId);
              setChosen(each.orderId);
              setLeft(new Set([claimId]));
            }}
          />
        )}
      />
    </section>
  );
};

export const ClaimCarts = () => {
  const { t } = useTranslation('claims');
  const [search, setSearch] = useState('');
  const carts = useClaimCarts(search);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h3>{t('cart.title')}</h3>
        <input
          type="search"
          className={styles.search}
          value={search}
          maxLength={100}
          placeholder={t('cart.search')}
          aria-label={t('cart.search')}
          data-testid="claim-cart-search"
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <DocumentFrame document={carts}>
        {(value) => <CartList carts={value} isSearched={search.trim() !== ''} />}
      </DocumentFrame>
    </div>
  );
};
