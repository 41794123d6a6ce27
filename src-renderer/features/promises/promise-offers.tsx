// What a script or a cue marks as a promise while it is read: one press writes it down.

import { useTranslation } from 'react-i18next';
import type { PromiseOffer } from '../../../src-main/contract/promise-documents.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { makePromise } from './promise-commands.ts';
import styles from './promise-offers.module.css';

export const PromiseOffers = () => {
  const { t } = useTranslation('promises');
  const offers = useTopicSlice('promise.state', (state) => state?.offers ?? null);
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned ?? null);
  if (offers === null || offers.length === 0 || pinned === null) return null;
  const note = ({ kind, text, origin }: PromiseOffer): void => {
    const { productId } = pinned;
    void makePromise({
      kind,
      text,
      origin,
      subject: { on: 'product', productId, variantId: null },
      due: { when: 'after_show' },
      price: null,
    });
  };
  return (
    <section className={styles.offers} aria-label={t('offers')}>
      <h3>{t('offers')}</h3>
      {offers.map((offer) => (
        <button
          key={offer.key}
          type="button"
          className={styles.offer}
          data-testid="promise-offer"
          title={t(`origin.${offer.origin.from}`)}
          onClick={() => note(offer)}
        >
          <span>{t(`kind.${offer.kind}`)}</span>
          <bdi>{offer.text}</bdi>
          <b>{t('make')}</b>
        </button>
      ))}
    </section>
  );
};
