// What a product is, in words and pictures; texts that viewers will hear are checked as they are typed.

import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_CONTEXT, type TextContext } from '../../../src-main/core/compliance/finding.ts';
import { hasGift } from '../../../src-main/core/gift.ts';
import { money } from '../../../src-main/core/units.ts';
import type { ProductForm } from '../../state/catalogue-store.ts';
import { parseAmount } from '../../ui/money.ts';
import { ComplianceField } from '../compliance/compliance-field.tsx';
import { GiftFields } from './gift-fields.tsx';
import { ImageStrip } from './image-strip.tsx';
import styles from './product-fields.module.css';
import type { BadField } from './product-form.ts';

interface ProductFieldsProps {
  readonly form: ProductForm;
  readonly bad: readonly BadField[];
  readonly onForm: (form: ProductForm) => void;
}

type LineField = 'category' | 'brand' | 'partner' | 'tags';
type NoteField = 'shipping' | 'afterSale';

const LONGEST: Readonly<Record<LineField | NoteField | 'specification', number>> = {
  category: 100,
  brand: 100,
  partner: 100,
  tags: 1_000,
  specification: 10_000,
  shipping: 1_000,
  afterSale: 1_000,
};

/** Of the first variant, as far as it can be read. */
const useContext = ({ opened, currency, gift, variants: [first] }: ProductForm): TextContext =>
  useMemo(() => {
    const price = first === undefined ? null : parseAmount(first.live === '' ? first.list : first.live, currency);
    const compare = first === undefined ? null : parseAmount(first.compare, currency);
    return {
      ...NO_CONTEXT,
      productId: opened?.productId ?? null,
      price: price === null ? null : money(price, currency),
      comparePrice:
        compare === null || first === undefined
          ? null
          : { price: money(compare, currency), basis: first.basis, proof: first.proof },
      gift: hasGift(gift) ? gift : null,
    };
  }, [opened, currency, gift, first]);

export const ProductFields = ({ form, bad, onForm }: ProductFieldsProps) => {
  const { t } = useTranslation('catalogue');
  const id = useId();
  const context = useContext(form);

  const line = (field: LineField) => (
    <div className={styles.field}>
      <label htmlFor={`${id}${field}`}>{t(`field.${field}`)}</label>
      <input
        id={`${id}${field}`}
        type="text"
        value={form[field]}
        maxLength={LONGEST[field]}
        placeholder={t(`hint.${field}`, '')}
        autoComplete="off"
        data-testid={`field-${field}`}
        onChange={(event) => onForm({ ...form, [field]: event.target.value })}
      />
    </div>
  );
  const note = (field: NoteField) => (
    <ComplianceField
      label={t(`field.${field}`)}
      value={form[field]}
      onChange={(text) => onForm({ ...form, [field]: text })}
      category={form.category}
      context={context}
      rows={2}
      maxLength={LONGEST[field]}
      placeholder={t(`hint.${field}`)}
      testId={`field-${field}`}
    />
  );

  return (
    <div className={styles.fields}>
      <div className={styles.wide} data-bad={bad.some(({ field }) => field === 'title')}>
        <ComplianceField
          label={t('field.title')}
          value={form.title}
          onChange={(title) => onForm({ ...form, title })}
          category={form.category}
          context={context}
          rows={1}
          maxLength={200}
          testId="field-title"
        />
      </div>
      <div className={styles.wide}>
        <ImageStrip images={form.images} onImages={(images) => onForm({ ...form, images })} />
      </div>
      {line('category')}
      {line('tags')}
      {line('brand')}
      {line('partner')}
      <div className={styles.wide}>
        <ComplianceField
          label={t('field.sellingPoints')}
          value={form.sellingPoints}
          onChange={(sellingPoints) => onForm({ ...form, sellingPoints })}
          category={form.category}
          context={context}
          rows={4}
          maxLength={6_000}
          placeholder={t('hint.sellingPoints')}
          testId="field-sellingPoints"
        />
      </div>
      <div className={`${styles.wide} ${styles.field}`}>
        <label htmlFor={`${id}specification`}>{t('field.specification')}</label>
        <textarea
          id={`${id}specification`}
          value={form.specification}
          rows={4}
          maxLength={LONGEST.specification}
          placeholder={t('hint.specification')}
          onChange={(event) => onForm({ ...form, specification: event.target.value })}
        />
      </div>
      <div className={styles.wide}>
        <ComplianceField
          label={t('field.description')}
          value={form.description}
          onChange={(description) => onForm({ ...form, description })}
          category={form.category}
          context={context}
          rows={3}
          maxLength={5_000}
          testId="field-description"
        />
      </div>
      <div className={styles.wide}>{note('shipping')}</div>
      <div className={styles.wide}>{note('afterSale')}</div>
      <div className={styles.wide}>
        <GiftFields gift={form.gift} onGift={(gift) => onForm({ ...form, gift })} />
      </div>
    </div>
  );
};
