// A gift by all that the law wants said of it; what is still missing is named while it is.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { GIFT_PARTS, type Gift, giftLacks, hasGift } from '../../../src-main/core/gift.ts';
import styles from './gift-fields.module.css';

interface GiftFieldsProps {
  readonly gift: Gift;
  readonly onGift: (gift: Gift) => void;
}

const LONGEST: Readonly<Record<keyof Gift, number>> = { name: 500, spec: 200, quantity: 200, period: 200, way: 200 };

export const GiftFields = ({ gift, onGift }: GiftFieldsProps) => {
  const { t } = useTranslation('catalogue');
  const id = useId();
  const lacks = hasGift(gift) ? giftLacks(gift) : [];
  return (
    <fieldset className={styles.gift} data-testid="gift-fields">
      <legend>{t('gift.title')}</legend>
      <div className={styles.parts}>
        {GIFT_PARTS.map((part) => (
          <div key={part} className={styles.part} data-part={part} data-lacking={lacks.includes(part)}>
            <label htmlFor={`${id}${part}`}>{t(`gift.${part}`)}</label>
            <input
              id={`${id}${part}`}
              type="text"
              value={gift[part]}
              maxLength={LONGEST[part]}
              placeholder={t(`giftHint.${part}`)}
              autoComplete="off"
              data-testid={`field-gift-${part}`}
              onChange={(event) => onGift({ ...gift, [part]: event.target.value })}
            />
          </div>
        ))}
      </div>
      {lacks.length === 0 ? null : (
        <p className={styles.lacks} role="status" data-testid="gift-lacks">
          {t('giftLacks', { parts: lacks.map((part) => t(`gift.${part}`)).join(t('comma')) })}
        </p>
      )}
    </fieldset>
  );
};
