// A product's options and variants: what each is called, costs and has left.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_OPTION_NAMES } from '../../../src-main/core/catalogue-product.ts';
import { COMPARE_BASES } from '../../../src-main/core/product.ts';
import type { ProductForm, VariantForm } from '../../state/catalogue-store.ts';
import { Button } from '../../ui/button.tsx';
import { type BadField, emptyVariant, withCombinations, withOptionNames, wordsOf } from './product-form.ts';
import styles from './variant-grid.module.css';

interface VariantGridProps {
  readonly form: ProductForm;
  readonly bad: readonly BadField[];
  readonly onForm: (form: ProductForm) => void;
}

type TextField = 'sku' | 'barcode' | 'list' | 'live' | 'compare' | 'proof' | 'cost' | 'stock' | 'buffer';
const AMOUNTS: ReadonlySet<TextField> = new Set(['list', 'live', 'compare', 'cost']);
const COUNTS: ReadonlySet<TextField> = new Set(['stock', 'buffer']);
const LONGEST: Partial<Record<TextField, number>> = { sku: 100, barcode: 100, proof: 300 };

interface VariantLineProps {
  readonly variant: VariantForm;
  readonly optionNames: readonly string[];
  readonly bad: readonly BadField[];
  readonly isOnly: boolean;
  readonly onVariant: (variant: VariantForm) => void;
  readonly onRemove: () => void;
}

const VariantLine = ({ variant, optionNames, bad, isOnly, onVariant, onRemove }: VariantLineProps) => {
  const { t } = useTranslation(['catalogue', 'products']);
  const text = (field: TextField) => (
    <label className={styles.field} data-field={field}>
      <span>{t(`catalogue:field.${field}`)}</span>
      <input
        type="text"
        value={variant[field]}
        inputMode={AMOUNTS.has(field) ? 'decimal' : COUNTS.has(field) ? 'numeric' : undefined}
        maxLength={LONGEST[field] ?? 20}
        disabled={field === 'proof' && variant.compare === ''}
        aria-invalid={bad.some((each) => each.field === field)}
        autoComplete="off"
        data-testid={`variant-${field}`}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onVariant({ ...variant, [field]: event.target.value })}
      />
    </label>
  );
  return (
    <li className={styles.variant} data-testid="variant-row" data-tracked={variant.isTracked}>
      <div className={styles.row}>
        {optionNames.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
          <label key={index} className={styles.field} data-field="option">
            <span>
              <bdi>{name === '' ? t('catalogue:optionValue') : name}</bdi>
            </span>
            <input
              type="text"
              value={variant.options[index] ?? ''}
              maxLength={100}
              autoComplete="off"
              data-testid="variant-option"
              onChange={(event) =>
                onVariant({
                  ...variant,
                  options: variant.options.map((value, at) => (at === index ? event.target.value : value)),
                })
              }
            />
          </label>
        ))}
        {text('sku')}
        {text('barcode')}
        {text('stock')}
        {text('buffer')}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={variant.isTracked}
            onChange={(event) => onVariant({ ...variant, isTracked: event.target.checked })}
          />
          {t('catalogue:field.isTracked')}
        </label>
      </div>
      <div className={styles.row}>
        {text('list')}
        {text('live')}
        {text('compare')}
        <label className={styles.field} data-field="basis">
          <span>{t('catalogue:field.basis')}</span>
          <select
            value={variant.basis}
            disabled={variant.compare === ''}
            onChange={(event) => {
              const basis = COMPARE_BASES.find((each) => each === event.target.value);
              if (basis !== undefined) onVariant({ ...variant, basis });
            }}
          >
            {COMPARE_BASES.map((basis) => (
              <option key={basis} value={basis}>
                {t(`products:basis.${basis}`)}
              </option>
            ))}
          </select>
        </label>
        {text('proof')}
        {text('cost')}
        <button
          type="button"
          className={styles.remove}
          disabled={isOnly}
          aria-label={t('catalogue:removeVariant')}
          title={t('catalogue:removeVariant')}
          onClick={onRemove}
        >
          ✕
        </button>
      </div>
    </li>
  );
};

const distinct = (form: ProductForm, index: number): readonly string[] => [
  ...new Set(form.variants.map(({ options }) => options[index] ?? '').filter((value) => value !== '')),
];

const Options = ({ form, onForm }: Omit<VariantGridProps, 'bad'>) => {
  const { t } = useTranslation('catalogue');
  const { optionNames } = form;
  /** As typed, by place; what is not typed follows the variants. */
  const [typed, setTyped] = useState<readonly (string | undefined)[]>([]);
  const textOf = (index: number): string => typed[index] ?? distinct(form, index).join(', ');
  const rename = (index: number, name: string): void =>
    onForm(
      withOptionNames(
        form,
        optionNames.map((each, at) => (at === index ? name : each)),
      ),
    );
  const drop = (index: number): void => {
    const without = <T,>(list: readonly T[]): readonly T[] => list.filter((_, at) => at !== index);
    setTyped(without(typed));
    onForm({
      ...form,
      optionNames: without(optionNames),
      variants: form.variants.map((variant) => ({ ...variant, options: without(variant.options) })),
    });
  };
  const combine = (): void => {
    onForm(
      withCombinations(
        form,
        optionNames.map((_, index) => wordsOf(textOf(index))),
      ),
    );
    setTyped([]);
  };
  return (
    <fieldset className={styles.options}>
      <legend>{t('options')}</legend>
      {optionNames.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
        <div key={index} className={styles.option}>
          <input
            type="text"
            value={name}
            maxLength={30}
            placeholder={t('optionNameHint')}
            aria-label={t('optionName')}
            data-testid="option-name"
            onChange={(event) => rename(index, event.target.value)}
          />
          <input
            type="text"
            value={textOf(index)}
            placeholder={t('optionValuesHint')}
            aria-label={t('optionValues', { name })}
            data-testid="option-values"
            onChange={(event) => {
              const next = optionNames.map((_, at) => typed[at]);
              next[index] = event.target.value;
              setTyped(next);
            }}
          />
          <button type="button" className={styles.remove} aria-label={t('removeOption')} onClick={() => drop(index)}>
            ✕
          </button>
        </div>
      ))}
      <div className={styles.actions}>
        {optionNames.length >= MOST_OPTION_NAMES ? null : (
          <Button data-testid="option-add" onClick={() => onForm(withOptionNames(form, [...optionNames, '']))}>
            {t('addOption')}
          </Button>
        )}
        {optionNames.length === 0 ? null : (
          <Button data-testid="option-combine" onClick={combine}>
            {t('combine')}
          </Button>
        )}
      </div>
    </fieldset>
  );
};

export const VariantGrid = ({ form, bad, onForm }: VariantGridProps) => {
  const { t } = useTranslation('catalogue');
  const { variants, optionNames } = form;
  return (
    <div className={styles.grid}>
      <Options form={form} onForm={onForm} />
      <ol className={styles.variants}>
        {variants.map((variant) => (
          <VariantLine
            key={variant.key}
            variant={variant}
            optionNames={optionNames}
            bad={bad.filter(({ key }) => key === variant.key)}
            isOnly={variants.length === 1}
            onVariant={(next) =>
              onForm({ ...form, variants: variants.map((each) => (each.key === variant.key ? next : each)) })
            }
            onRemove={() => onForm({ ...form, variants: variants.filter(({ key }) => key !== variant.key) })}
          />
        ))}
      </ol>
      {optionNames.length === 0 ? null : (
        <Button
          data-testid="variant-add"
          onClick={() => onForm({ ...form, variants: [...variants, emptyVariant(optionNames.map(() => ''))] })}
        >
          {t('addVariant')}
        </Button>
      )}
    </div>
  );
};
