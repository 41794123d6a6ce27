// The deal at hand: its form, then armed, counting down, running, ended; fired and stopped only by holding.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealView, ProductRow } from '../../../src-main/contract/topics.ts';
import type { DealId } from '../../../src-main/core/units.ts';
import { deskStore, useDesk } from '../../state/desk-store.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { AbilityNote } from '../sources/ability-note.tsx';
import { ArmForm } from './arm-form.tsx';
import { ArmedDeal } from './armed-deal.tsx';
import { chooseDeal, type DealChoice } from './deal-choice.ts';
import { armDeal } from './deal-commands.ts';
import { DealDeskButton } from './deal-desk-button.tsx';
import { type DealDraft, draftFor, readDraft } from './deal-draft.ts';
import styles from './deal-panel.module.css';
import { EndedDeal } from './ended-deal.tsx';
import { RunningDeal } from './running-deal.tsx';

const useDealChoice = (): DealChoice => {
  const deals = useTopic('deal.list');
  const products = useTopic('product.list');
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);
  const selected = useDesk((desk) => desk.selected);
  const asked = useDesk((desk) => desk.shownDeal);
  return useMemo(
    () => chooseDeal(deals ?? [], products ?? [], { pinned, selected, asked }),
    [deals, products, pinned, selected, asked],
  );
};

const DealTabs = ({ open, shown }: { readonly open: readonly DealView[]; readonly shown: DealView | null }) => {
  const { t } = useTranslation('deal');
  const showDeal = useDesk((desk) => desk.showDeal);
  if (open.length < 2) return null;
  return (
    <nav className={styles.tabs} aria-label={t('openDeals')}>
      {open.map((deal) => (
        <button
          key={deal.dealId}
          type="button"
          className={styles.tab}
          aria-pressed={deal.dealId === shown?.dealId}
          onClick={() => showDeal(deal.dealId)}
        >
          {t('numbered', { number: deal.number })}
        </button>
      ))}
    </nav>
  );
};

/** Drafts stay by variant, so that looking at another product loses nothing. */
const useDealDraft = (product: ProductRow | null) => {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, DealDraft>>(new Map());
  const draft = product === null ? null : (drafts.get(product.variantId) ?? draftFor(product));
  const change = (next: DealDraft): void => {
    if (product !== null) setDrafts((all) => new Map(all).set(product.variantId, next));
  };
  return { draft, change };
};

export const DealPanel = () => {
  const { t } = useTranslation('deal');
  const { open, shown, product } = useDealChoice();
  const { draft, change } = useDealDraft(product);
  const isKeyDown = useDesk((desk) => desk.isDealKeyDown);
  const showDeal = useDesk((desk) => desk.showDeal);
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);
  const setDealKeyDown = useDesk((desk) => desk.setDealKeyDown);
  /** The deal that this press of F is about: a hold never carries over to another one. */
  const [keyDeal, setKeyDeal] = useState<DealId | null>(null);
  const [putAway, setPutAway] = useState<DealId | null>(null);
  const priceField = useRef<HTMLInputElement>(null);
  const isEndedShown = shown?.phase === 'ended' && shown.dealId !== putAway;
  const isOpenShown = shown !== null && shown.phase !== 'ended';

  const putAwayShown = (): void => {
    setPutAway(shown?.dealId ?? null);
    showDeal(null);
  };

  const arm = async (): Promise<void> => {
    if (product === null || draft === null) return;
    const read = readDraft(draft, product.price.currency);
    if (!read.ok) {
      putAwayShown();
      priceField.current?.focus();
      return;
    }
    const reply = await armDeal(product, read.terms);
    if (!reply.ok) return;
    deskStore.getState().showDeal(reply.value.dealId);
    setKeyDeal(reply.value.dealId);
  };

  const press = useRef(() => {});
  press.current = () => {
    setKeyDeal(isOpenShown ? shown.dealId : null);
    if (!isOpenShown) void arm();
  };
  useEffect(() => {
    if (isKeyDown) press.current();
    else setKeyDeal(null);
  }, [isKeyDown]);

  // Another product under explanation draws the attention to its own deal.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the pin that matters
  useEffect(() => showDeal(null), [pinned, showDeal]);

  const held = isKeyDown && shown !== null && keyDeal === shown.dealId;
  const spendKey = (): void => setDealKeyDown(false);
  return (
    <section
      className={styles.panel}
      aria-label={t('title')}
      data-testid="deal-panel"
      data-phase={isOpenShown || isEndedShown ? shown.phase : 'none'}
    >
      <DealTabs open={open} shown={shown} />
      {isOpenShown && shown.phase === 'armed' ? <AbilityNote kind="deal.start" /> : null}
      {isOpenShown && shown.phase === 'armed' ? (
        <ArmedDeal key={shown.dealId} deal={shown} isKeyDown={held} onSpent={spendKey} />
      ) : isOpenShown ? (
        <RunningDeal key={shown.dealId} deal={shown} isNamed={open.length < 2} isKeyDown={held} onSpent={spendKey} />
      ) : isEndedShown ? (
        <EndedDeal deal={shown} onAgain={product === null ? null : putAwayShown} />
      ) : product === null || draft === null ? (
        <div className={styles.empty}>
          <h2>{t('title')}</h2>
          <p>{t('empty')}</p>
          <DealDeskButton />
        </div>
      ) : (
        <ArmForm product={product} draft={draft} onDraft={change} onArm={arm} priceField={priceField} />
      )}
    </section>
  );
};
