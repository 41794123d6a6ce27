// What a product is, in words and pictures; texts that viewers will hear are checked as they are typed.

import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_CONTEXT, type TextContext } from '../../../src-main/core/compliance/finding.ts';
import { money } from '../../../src-main/core/units.ts';
import type { ProductForm } from '../../state/catalogue-store.ts';
import { parseAmount } from '../../ui/money.ts';
import { ComplianceField } from '../compliance/compliance-field.tsx';
import { ImageStrip } from './image-strip.tsx';
import styles from './product-fields.module.css';
import type { BadField } from './product-form.ts';

interface ProductFieldsProps {
  readonly form: ProductForm;
  readonly bad: readonly BadField[];
  readonly onForm: (form: ProductForm) => void;
}

type LineField = 'category' | 'brand' | 'partner' | 'tags' | 'gift';
type NoteField = 'specification' | 'shipping' | 'afterSale';

const LONGEST: Readonly<Record<LineField | NoteField, number>> = {
  category: 100,
  brand: 100,
  partner: 100,
  tags: 1_000,
  gift: 500,
  specification: 10_000,
  shipping: 1_000,
  afterSale: 1_000,
};

/** Of the first variant, as far as it can be read. */
const useContext = ({ opened, currency, variants: [first] }: ProductForm): TextContext =>
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
    };
  }, [opened, currency, first]);

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
  const note = (field: NoteField, rows: number) => (
    <div className={styles.field}>
      <label htmlFor={`${id}${field}`}>{t(`field.${field}`)}</label>
      <textarea
        id={`${id}${field}`}
        value={form[field]}
        rows={rows}
        maxLength={LONGEST[field]}
        placeholder={t(`hint.${field}`, '')}
        onChange={(event) => onForm({ ...form, [field]: event.target.value })}
      />
    </div>
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
      <div className={styles.wide}>{note('specification', 4)}</div>
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
      {note('shipping', 2)}
      {note('afterSale', 2)}
      <div className={styles.wide}>{line('gift')}</div>
    </div>
  );
};
