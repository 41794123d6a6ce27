// Writes down what was just promised: a kind, a few words, to whom, until when; Enter does it, Alt and a digit choose the kind.

import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRICE_VOWS, PROMISE_KINDS, type PromiseKind } from '../../../src-main/contract/promise-documents.ts';
import { LONGEST_PROMISE } from '../../../src-main/contract/promise-limits.ts';
import type { LaneRow } from '../../../src-main/contract/topics.ts';
import type { PromiseTarget } from '../../state/desk-store.ts';
import { engineNow, useFeed, useTopic, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { makePromise } from './promise-commands.ts';
import { firstDraft, isOfGoods, type PromiseDraft, readPromise } from './promise-draft.ts';
import styles from './promise-form.module.css';
import { PROMISE_TEMPLATES } from './promise-templates.ts';

const ORDERS_SHOWN = 20;

const kindOfKey = ({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): PromiseKind | null => {
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return altKey && !ctrlKey && !metaKey && digit !== undefined ? (PROMISE_KINDS[Number(digit) - 1] ?? null) : null;
};

/** What a list says of a target, and how it is told from the others. */
const keyOf = (target: PromiseTarget): string => JSON.stringify(target);

const newestOrders = (rows: readonly LaneRow[]): readonly PromiseTarget[] =>
  rows
    .flatMap(({ orderId, viewer, title }): PromiseTarget[] =>
      orderId === null ? [] : [{ on: 'order', orderId, title: [viewer?.name ?? '', title].join(' · ') }],
    )
    .slice(-ORDERS_SHOWN)
    .reverse();

export const PromiseForm = ({ target }: { readonly target?: PromiseTarget }) => {
  const { t } = useTranslation('promises');
  const products = useTopic('product.list') ?? [];
  const deals = (useTopic('deal.list') ?? []).filter(({ phase }) => phase !== 'armed');
  const lane = useFeed('lane.rows');
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const pinnedId = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);
  const canMake = useTopicSlice('promise.state', (state) => state?.canMake ?? false);
  const id = useId();
  const [draft, setDraft] = useState<PromiseDraft>(() =>
    firstDraft(target, products.find(({ variantId }) => variantId === pinnedId) ?? null),
  );
  const change = (part: Partial<PromiseDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const asked = readPromise(draft, { products, deals, currency, now: engineNow() });

  const targets: readonly PromiseTarget[] = [
    ...(target === undefined ? [] : [target]),
    ...products.map(({ variantId }): PromiseTarget => ({ on: 'product', variantId })),
    ...deals.map(({ dealId }): PromiseTarget => ({ on: 'deal', dealId })),
    { on: 'show' },
    ...newestOrders(lane),
  ];
  const nameOf = (each: PromiseTarget): string => {
    if (each.on === 'show') return t('subject.show');
    if (each.on === 'order' || each.on === 'viewer') return t(`subject.${each.on}`, { title: each.title });
    const row =
      each.on === 'deal'
        ? deals.find(({ dealId }) => dealId === each.dealId)
        : products.find(({ variantId }) => variantId === each.variantId);
    const title = row === undefined ? '' : `${row.number} · ${row.title}`;
    return t(`subject.${each.on}`, { title });
  };

  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (asked !== null && (await makePromise(asked))) change({ text: '' });
  };
  const hear = (event: KeyboardEvent): void => {
    const kind = event.nativeEvent.isComposing ? null : kindOfKey(event);
    if (kind === null) return;
    change({ kind });
    event.preventDefault();
    event.stopPropagation();
  };
  const isGoods = isOfGoods(draft.target);

  return (
    <form className={styles.form} onSubmit={make} onKeyDown={hear} data-testid="promise-form">
      <div className={styles.kinds} role="radiogroup" aria-label={t('kinds')}>
        {PROMISE_KINDS.map((kind, index) => (
          // biome-ignore lint/a11y/useSemanticElements: chosen by Alt and a digit from the field, which keeps the focus
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === draft.kind}
            className={styles.kind}
            data-testid={`promise-kind-${kind}`}
            onClick={() => change({ kind })}
          >
            {t(`kind.${kind}`)} <Kbd>{`Alt ${index + 1}`}</Kbd>
          </button>
        ))}
      </div>
      <div className={styles.line}>
        <input
          // biome-ignore lint/a11y/noAutofocus: one key opens it, the next are the words
          autoFocus
          className={styles.field}
          data-testid="promise-text"
          aria-label={t('text')}
          placeholder={t(`hint.${draft.kind}`)}
          maxLength={LONGEST_PROMISE}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <Button type="submit" kind="primary" disabled={asked === null || !canMake} data-testid="promise-make">
          {t('make')}
        </Button>
      </div>
      <div className={styles.templates}>
        <span>{t('templates')}</span>
        {PROMISE_TEMPLATES[draft.kind].map((name) => (
          <button
            key={name}
            type="button"
            className={styles.template}
            data-testid="promise-template"
            onClick={() => change({ text: t(`template.${draft.kind}.${name}`) })}
          >
            {t(`template.${draft.kind}.${name}`)}
          </button>
        ))}
      </div>
      <div className={styles.choices}>
        <label htmlFor={`${id}-to`}>{t('to')}</label>
        <select
          id={`${id}-to`}
          className={styles.to}
          data-testid="promise-to"
          value={keyOf(draft.target)}
          onChange={(event) => {
            const chosen = targets.find((each) => keyOf(each) === event.target.value);
            if (chosen !== undefined) change({ target: chosen });
          }}
        >
          {targets.map((each) => (
            <option key={keyOf(each)} value={keyOf(each)}>
              {nameOf(each)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-due`}>{t('dueLabel')}</label>
        <select
          id={`${id}-due`}
          data-testid="promise-due"
          value={isGoods || draft.due !== 'explained' ? draft.due : 'after_show'}
          onChange={(event) => {
            const due = (['after_show', 'explained', 'minutes'] as const).find((each) => each === event.target.value);
            if (due !== undefined) change({ due });
          }}
        >
          <option value="after_show">{t('due.after_show')}</option>
          {isGoods ? <option value="explained">{t('due.explained')}</option> : null}
          <option value="minutes">{t('due.minutes')}</option>
        </select>
        {draft.due === 'minutes' ? (
          <input
            className={styles.short}
            inputMode="numeric"
            aria-label={t('due.minutes')}
            value={draft.minutes}
            onChange={(event) => change({ minutes: event.target.value })}
          />
        ) : null}
      </div>
      {draft.kind === 'price' && isGoods ? (
        <div className={styles.choices}>
          <label htmlFor={`${id}-vow`}>{t('vowLabel')}</label>
          <select
            id={`${id}-vow`}
            data-testid="promise-vow"
            value={draft.vow}
            onChange={(event) => change({ vow: PRICE_VOWS.find((each) => each === event.target.value) ?? 'none' })}
          >
            <option value="none">{t('vowChoice.none')}</option>
            {PRICE_VOWS.map((vow) => (
              <option key={vow} value={vow}>
                {t(`vowChoice.${vow}`)}
              </option>
            ))}
          </select>
          {draft.vow === 'none' ? null : (
            <>
              <input
                className={styles.short}
                inputMode="decimal"
                data-testid="promise-amount"
                aria-label={t('amount')}
                value={draft.amount}
                onChange={(event) => change({ amount: event.target.value })}
              />
              <label htmlFor={`${id}-days`}>{t('days')}</label>
              <input
                id={`${id}-days`}
                className={styles.short}
                inputMode="numeric"
                placeholder={t('noEnd')}
                value={draft.days}
                onChange={(event) => change({ days: event.target.value })}
              />
            </>
          )}
        </div>
      ) : null}
      {canMake ? null : <p className={styles.note}>{t('notYet')}</p>}
    </form>
  );
};
