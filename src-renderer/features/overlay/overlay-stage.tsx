// The whole picture at its own size: what is sold, what it costs, how long, how many are left, who has claimed.

import type { TFunction } from 'i18next';
import { memo, useEffect, useReducer, useRef } from 'react';
import { OVERLAY_SIZES, type OverlayOffer, type OverlayView } from '../../../src-main/contract/overlay-documents.ts';
import type { ComparePriceView } from '../../../src-main/contract/topics.ts';
import { i18n } from '../../i18n/i18n.ts';
import { keepSame } from '../../state/keep-same.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { OverlayCountdown } from './overlay-countdown.tsx';
import { type OverlayFace, toFace } from './overlay-face.ts';
import styles from './overlay-stage.module.css';

type Language = OverlayView['look']['language'];

/** Each piece takes its own parts of the face: those that are the same keep their identity, and nothing is drawn anew. */
type PieceProps<Part extends keyof OverlayFace> = Pick<OverlayFace, Part> & { readonly language: Language };

/** The picture speaks its viewers' language, whatever the desk speaks. */
const wordsOf = (language: Language) => i18n.getFixedT(language);

/** A stated basis is the detail itself. */
const basisText = ({ basis, proof }: ComparePriceView, t: TFunction): string =>
  proof === undefined
    ? t('overlay:basisIs', { basis: t(`overlay:basis.${basis}`) })
    : t('overlay:basisStated', { proof });

const Card = memo(({ product, price, language }: PieceProps<'product' | 'price'>) => {
  const t = wordsOf(language);
  if (product === null) return null;
  const title = product.number === null ? product.title : t('overlay:numbered', { ...product, title: product.title });
  return (
    <section className={styles.card} data-testid="overlay-product">
      {product.image === null ? null : <img className={styles.image} src={product.image} alt="" />}
      <div className={styles.words}>
        <h1 className={styles.title}>
          <bdi>{title}</bdi>
        </h1>
        {product.variantTitle === '' ? null : (
          <p className={styles.variant}>
            <bdi>{product.variantTitle}</bdi>
          </p>
        )}
        {price === null ? null : (
          <p
            className={styles.prices}
            data-testid="overlay-price"
            data-minor={price.now.minor}
            data-deal={price.isDeal}
          >
            <b>{formatTidyMoney(price.now, language)}</b>
            {price.compare === null ? null : <s>{formatTidyMoney(price.compare.price, language)}</s>}
          </p>
        )}
        {price === null || price.compare === null ? null : (
          <p className={styles.basis} data-testid="overlay-basis">
            <bdi>{basisText(price.compare, t)}</bdi>
          </p>
        )}
      </div>
    </section>
  );
});

/** What a deal is beyond its price; null where the price says all. */
const offerText = (offer: OverlayOffer, t: TFunction, language: Language): string | null => {
  switch (offer.kind) {
    case 'flash':
    case 'limited':
      return null;
    case 'bundle':
      return offer.items.map(({ title, quantity }) => (quantity > 1 ? `${title} ×${quantity}` : title)).join(' + ');
    case 'tiered':
      return offer.tiers
        .map(({ from, price }) => t('overlay:offer.tier', { count: from, price: formatTidyMoney(price, language) }))
        .join(' · ');
    case 'gift':
      return t('overlay:offer.gift', { ...offer.gift, count: offer.gift.quantity });
    case 'coupon':
      return offer.text;
    case 'draw':
      return t('overlay:offer.draw', { ...offer.draw, count: offer.draw.winners });
  }
};

const DealBar = memo(
  ({ deal, deadline, language, now }: PieceProps<'deal' | 'deadline'> & { readonly now: () => number }) => {
    const t = wordsOf(language);
    if (deal === null || deadline === null) return null;
    const { offer, phase, left, isOfProduct } = deal;
    const isWaiting = phase === 'countdown';
    const price = deal.price === null ? '' : formatTidyMoney(deal.price, language);
    const more = offerText(offer, t, language);
    const facts = [
      isWaiting || left === null ? [] : left === 0 ? t('overlay:deal.gone') : t('overlay:deal.left', { count: left }),
      offer.kind === 'draw' ? [] : t('overlay:deal.perBuyer', { count: deal.perBuyer }),
    ].flat();
    return (
      <section className={styles.deal} data-phase={phase} data-kind={offer.kind} data-testid="overlay-deal">
        {isOfProduct ? null : (
          <p className={styles.other}>
            <bdi>
              {deal.number === null ? deal.title : t('overlay:numbered', { number: deal.number, title: deal.title })}
            </bdi>
          </p>
        )}
        <p className={styles.when}>
          <span>{t(`overlay:kind.${offer.kind}.${phase}`)}</span>{' '}
          {isWaiting || !isOfProduct || offer.kind === 'bundle' ? <b>{price} </b> : null}
          <OverlayCountdown deadline={deadline} now={now} className={styles.countdown} />
        </p>
        <p className={styles.terms}>{facts.join(' · ')}</p>
        {more === null ? null : (
          <p className={styles.offer} data-testid="overlay-offer">
            <bdi>{more}</bdi>
          </p>
        )}
      </section>
    );
  },
);

const StockBar = memo(({ stock, deal, language }: PieceProps<'stock' | 'deal'>) => {
  const t = wordsOf(language);
  if (stock === null) return null;
  const share = Math.min(1, stock.left / stock.of);
  // A deal's bar says the number already.
  const isSaid = deal?.isOfProduct === true && deal.phase === 'running';
  return (
    <section className={styles.stock} data-testid="overlay-stock" data-left={stock.left}>
      <div className={styles.track}>
        <i style={{ transform: `scaleX(${share})` }} />
      </div>
      {isSaid ? null : (
        <p>{stock.left === 0 ? t('overlay:stock.gone') : t('overlay:stock.left', { count: stock.left })}</p>
      )}
    </section>
  );
});

const Claims = memo(({ claims, language }: PieceProps<'claims'>) => {
  const t = wordsOf(language);
  if (claims.length === 0) return null;
  return (
    <ul className={styles.claims}>
      {claims.map(({ key, name, state, number, variantTitle, quantity }) => (
        <li key={key} data-testid="overlay-claim" data-state={state}>
          <bdi>{name ?? t('overlay:claim.somebody')}</bdi> {t(`overlay:claim.${state}`)}{' '}
          {number === null ? null : t('overlay:claim.number', { number })}{' '}
          {variantTitle === '' ? null : <bdi>{variantTitle} </bdi>}
          {quantity > 1 ? `×${quantity} ` : null}
          {state === 'paid' || state === 'reserved' ? <i aria-hidden="true">✓</i> : null}
        </li>
      ))}
    </ul>
  );
});

const Goal = memo(({ goal, language }: PieceProps<'goal'>) => {
  const t = wordsOf(language);
  if (goal === null) return null;
  const say = (value: number): string =>
    goal.figure === 'gmv'
      ? formatMoney({ minor: value, currency: goal.currency }, language, 'whole')
      : new Intl.NumberFormat(language).format(value);
  return (
    <section className={styles.goal} data-testid="overlay-goal" data-reached={goal.reached}>
      <p>
        <span>{t(`overlay:goal.${goal.figure}`)}</span>
        <b>
          {say(goal.reached)} / {say(goal.target)}
        </b>
      </p>
      <div className={styles.track}>
        <i style={{ transform: `scaleX(${Math.min(1, goal.reached / goal.target)})` }} />
      </div>
    </section>
  );
});

const Draw = memo(({ draw, language }: PieceProps<'draw'>) => {
  const t = wordsOf(language);
  if (draw === null) return null;
  return (
    <section className={styles.draw} data-testid="overlay-draw">
      <p>
        <span>{t('overlay:draw.title')}</span> <b>{draw.prize}</b>
      </p>
      <p>
        {draw.winners.map((winner, index) => (
          // Two masked names may read the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a draw never changes
          <bdi key={index}>{winner ?? t('overlay:claim.somebody')}</bdi>
        ))}
      </p>
      <small>{t('overlay:draw.seed', { seed: draw.seed })}</small>
    </section>
  );
});

const Correction = memo(({ correction, language }: PieceProps<'correction'>) => {
  const t = wordsOf(language);
  if (correction === null) return null;
  return (
    <section className={styles.correction} data-testid="overlay-correction" role="status">
      <b>{t('overlay:correction')}</b>
      <p>
        <bdi>{correction.text}</bdi>
      </p>
    </section>
  );
});

/** What is equal stays the object it was. */
const useSame = <T,>(value: T): T => {
  const kept = useRef(value);
  kept.current = keepSame<T>(kept.current, value);
  return kept.current;
};

/** Draws anew at the instant a deal opens or ends, also where no word of it comes. */
const useTurnAt = (deadline: number | null, now: () => number): void => {
  const [, turn] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (deadline === null) return;
    const timer = window.setTimeout(turn, Math.max(0, deadline - now()) + 1);
    return () => window.clearTimeout(timer);
  }, [deadline, now]);
};

export interface OverlayStageProps {
  readonly view: OverlayView;
  readonly isStale: boolean;
  /** The engine's time. */
  readonly now: () => number;
  readonly scale: number;
}

export const OverlayStage = ({ view, isStale, now, scale }: OverlayStageProps) => {
  const { look } = view;
  const face = useSame(toFace(view, now(), isStale));
  const { language } = look;
  const { width, height } = OVERLAY_SIZES[look.orientation];
  useTurnAt(face.deadline, now);
  return (
    <div
      className={styles.stage}
      data-theme={look.theme}
      data-orientation={look.orientation}
      data-corner={look.corner}
      data-stale={isStale}
      lang={look.language}
      style={{ width, height, transform: `scale(${scale})` }}
    >
      <Correction correction={face.correction} language={language} />
      <div className={styles.column}>
        <Claims claims={face.claims} language={language} />
        <Draw draw={face.draw} language={language} />
        <Card product={face.product} price={face.price} language={language} />
        <DealBar deal={face.deal} deadline={face.deadline} language={language} now={now} />
        <StockBar stock={face.stock} deal={face.deal} language={language} />
        <Goal goal={face.goal} language={language} />
      </div>
    </div>
  );
};
