// What a kind of deal asks beside price and limits: items, steps, a gift wholly told, a coupon's words, a draw's rules.

import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import styles from './deal-editor.module.css';
import { type DealForm, type FormItem, type FormTier, GIFT_WORDS } from './deal-form.ts';
import { ItemPicker } from './item-picker.tsx';

interface FieldsProps {
  readonly form: DealForm;
  readonly bad: readonly string[];
  readonly onForm: (form: DealForm) => void;
}

const MOST_ITEMS = 10;
const MOST_TIERS = 6;

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isBad?: boolean;
  readonly isWide?: boolean;
  readonly most?: number;
  readonly unit?: string;
  readonly onValue: (value: string) => void;
}

export const Field = ({ name, label, value, isBad = false, isWide = false, most = 100, unit, onValue }: FieldProps) => (
  <label className={styles.field} data-wide={isWide}>
    <span>{label}</span>
    <input
      value={value}
      maxLength={most}
      autoComplete="off"
      aria-invalid={isBad && value !== ''}
      data-testid={`deal-form-${name}`}
      onChange={(event) => onValue(event.target.value)}
    />
    {unit === undefined ? null : <small>{unit}</small>}
  </label>
);

const BundleFields = ({ form, onForm }: FieldsProps) => {
  const { t, i18n } = useTranslation('deal-desk');
  const change = (at: number, item: Partial<FormItem>): void =>
    onForm({ ...form, items: form.items.map((each, index) => (index === at ? { ...each, ...item } : each)) });
  const remove = (at: number): void => onForm({ ...form, items: form.items.filter((_, index) => index !== at) });
  return (
    <div className={styles.part}>
      <p className={styles.hint}>{t('bundleHint')}</p>
      <ul className={styles.items}>
        {form.items.map((item, at) => (
          <li key={item.variantId}>
            <bdi title={item.title}>{item.title}</bdi>
            <span>{formatMoney(item.listPrice, i18n.language)}</span>
            <input
              value={item.quantity}
              inputMode="numeric"
              aria-label={t('itemQuantity')}
              onChange={(event) => change(at, { quantity: event.target.value })}
            />
            <Button kind="quiet" aria-label={t('remove')} title={t('remove')} onClick={() => remove(at)}>
              ✕
            </Button>
          </li>
        ))}
      </ul>
      {form.items.length < MOST_ITEMS - 1 ? (
        <ItemPicker
          taken={[form.variantId, ...form.items.map(({ variantId }) => variantId)]}
          onPick={({ variantId, title, variantTitle, price }) =>
            onForm({
              ...form,
              items: [
                ...form.items,
                {
                  variantId,
                  title: variantTitle === '' ? title : `${title} · ${variantTitle}`,
                  quantity: '1',
                  listPrice: price,
                },
              ],
            })
          }
        />
      ) : null}
    </div>
  );
};

const TierFields = ({ form, onForm }: FieldsProps) => {
  const { t } = useTranslation('deal-desk');
  const change = (key: number, tier: Partial<FormTier>): void =>
    onForm({ ...form, tiers: form.tiers.map((each) => (each.key === key ? { ...each, ...tier } : each)) });
  return (
    <div className={styles.part}>
      <p className={styles.hint}>{t('tierHint')}</p>
      {form.tiers.map((tier) => (
        <div key={tier.key} className={styles.tier}>
          <span>{t('tierFrom')}</span>
          <input
            value={tier.from}
            inputMode="numeric"
            aria-label={t('tierFrom')}
            data-testid="deal-form-tier-from"
            onChange={(event) => change(tier.key, { from: event.target.value })}
          />
          <span>{t('tierPrice')}</span>
          <input
            value={tier.price}
            inputMode="decimal"
            aria-label={t('tierPrice')}
            data-testid="deal-form-tier-price"
            onChange={(event) => change(tier.key, { price: event.target.value })}
          />
          <Button
            kind="quiet"
            aria-label={t('remove')}
            title={t('remove')}
            disabled={form.tiers.length === 1}
            onClick={() => onForm({ ...form, tiers: form.tiers.filter(({ key }) => key !== tier.key) })}
          >
            ✕
          </Button>
        </div>
      ))}
      {form.tiers.length < MOST_TIERS ? (
        <Button
          onClick={() =>
            onForm({
              ...form,
              tiers: [...form.tiers, { key: Math.max(...form.tiers.map(({ key }) => key)) + 1, from: '', price: '' }],
            })
          }
        >
          {t('addTier')}
        </Button>
      ) : null}
    </div>
  );
};

const GiftFields = ({ form, bad, onForm }: FieldsProps) => {
  const { t } = useTranslation('deal-desk');
  const { gift } = form;
  return (
    <div className={styles.part}>
      <p className={styles.hint}>{t('giftHint')}</p>
      <div className={styles.grid}>
        {GIFT_WORDS.map((word) => (
          <Field
            key={word}
            name={`gift-${word}`}
            label={t(`gift.${word}`)}
            value={gift[word]}
            most={word === 'way' ? 100 : 60}
            onValue={(value) => onForm({ ...form, gift: { ...gift, [word]: value } })}
          />
        ))}
        <Field
          name="gift-quantity"
          label={t('gift.quantity')}
          value={gift.quantity}
          isBad={bad.includes('giftQuantity')}
          unit={t('giftEach')}
          onValue={(quantity) => onForm({ ...form, gift: { ...gift, quantity } })}
        />
      </div>
      {gift.variantId === null ? (
        <ItemPicker
          label={t('giftStock')}
          taken={[]}
          onPick={({ variantId, title, variantTitle }) =>
            onForm({
              ...form,
              gift: { ...gift, variantId, name: gift.name || title, spec: gift.spec || variantTitle },
            })
          }
        />
      ) : (
        <Button onClick={() => onForm({ ...form, gift: { ...gift, variantId: null } })}>{t('giftNoStock')}</Button>
      )}
    </div>
  );
};

const DrawFields = ({ form, bad, onForm }: FieldsProps) => {
  const { t } = useTranslation('deal-desk');
  const { draw } = form;
  const set = (change: Partial<DealForm['draw']>): void => onForm({ ...form, draw: { ...draw, ...change } });
  return (
    <div className={styles.part}>
      <p className={styles.hint}>{t('drawHint')}</p>
      <div className={styles.grid}>
        <Field
          name="keyword"
          label={t('draw.keyword')}
          value={draw.keyword}
          most={20}
          onValue={(keyword) => set({ keyword })}
        />
        <Field
          name="winners"
          label={t('draw.winners')}
          value={draw.winners}
          isBad={bad.includes('winners')}
          unit={t('people')}
          onValue={(winners) => set({ winners })}
        />
        <Field name="prize" label={t('draw.prize')} value={draw.prize} most={60} onValue={(prize) => set({ prize })} />
        <Field
          name="prize-value"
          label={t('draw.prizeValue')}
          value={draw.prizeValue}
          isBad={bad.includes('prizeValue')}
          onValue={(prizeValue) => set({ prizeValue })}
        />
      </div>
      <label className={styles.rules}>
        <span>{t('draw.rules')}</span>
        <textarea
          rows={3}
          value={draw.rules}
          maxLength={500}
          placeholder={t('drawRulesExample')}
          data-testid="deal-form-rules"
          onChange={(event) => set({ rules: event.target.value })}
        />
      </label>
    </div>
  );
};

export const DealKindFields = (props: FieldsProps) => {
  const { t } = useTranslation('deal-desk');
  const { form, onForm } = props;
  switch (form.kind) {
    case 'bundle':
      return <BundleFields {...props} />;
    case 'tiered':
      return <TierFields {...props} />;
    case 'gift':
      return <GiftFields {...props} />;
    case 'draw':
      return <DrawFields {...props} />;
    case 'coupon':
      return (
        <div className={styles.part}>
          <p className={styles.hint}>{t('couponHint')}</p>
          <Field
            name="coupon"
            label={t('coupon')}
            value={form.coupon}
            isWide
            onValue={(coupon) => onForm({ ...form, coupon })}
          />
        </div>
      );
    case 'flash':
    case 'limited':
      return <p className={styles.hint}>{t(form.kind === 'flash' ? 'flashHint' : 'limitedHint')}</p>;
  }
};
