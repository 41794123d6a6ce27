// What a kind of source needs to be told, one input a field; secrets are typed and never shown again.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '../../../src-main/contract/source-documents.ts';
import { LONGEST_SOURCE_SETTING } from '../../../src-main/contract/source-limits.ts';
import { choiceText, fieldText } from './kind-words.ts';
import styles from './source-add.module.css';

interface SourceFieldsProps {
  readonly kind: string;
  readonly fields: readonly SourceField[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: string) => void;
  /** Its secrets are kept: one that is left empty stays, unless it is dropped. */
  readonly kept?: {
    readonly drops: readonly string[];
    readonly onDrop: (name: string, isDropped: boolean) => void;
  };
}

interface FieldInputProps {
  readonly id: string;
  readonly field: SourceField;
  readonly value: string;
  readonly isKept: boolean;
  readonly onChange: (value: string) => void;
}

const FieldInput = ({ id, field, value, isKept, onChange }: FieldInputProps) => {
  const { t } = useTranslation('sources');
  const { name, kind, isRequired, choices = [], usual } = field;
  if (kind === 'choice') {
    return (
      <select id={id} value={value} required={isRequired} onChange={(event) => onChange(event.target.value)}>
        {isRequired ? null : <option value="">{t('add.noChoice')}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choiceText(t, choice)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      id={id}
      name={name}
      type={kind === 'secret' ? 'password' : 'text'}
      inputMode={kind === 'number' ? 'numeric' : kind === 'url' ? 'url' : undefined}
      autoComplete="off"
      spellCheck={false}
      value={value}
      required={isRequired && !isKept}
      maxLength={LONGEST_SOURCE_SETTING}
      placeholder={isKept ? t('edit.kept') : usual}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

export const SourceFields = ({ kind, fields, values, onChange, kept }: SourceFieldsProps) => {
  const { t } = useTranslation('sources');
  const id = useId();
  return fields.map((field) => (
    <div key={field.name} className={styles.field}>
      <label htmlFor={`${id}${field.name}`}>
        {fieldText(t, kind, field.name)}
        {field.isRequired ? null : <small>{t('add.optional')}</small>}
      </label>
      <FieldInput
        id={`${id}${field.name}`}
        field={field}
        value={values[field.name] ?? ''}
        isKept={kept !== undefined && field.kind === 'secret' && !kept.drops.includes(field.name)}
        onChange={(value) => onChange(field.name, value)}
      />
      {kept === undefined || field.kind !== 'secret' || field.isRequired ? null : (
        <span className={styles.drop}>
          <input
            id={`${id}${field.name}-drop`}
            type="checkbox"
            checked={kept.drops.includes(field.name)}
            onChange={(event) => kept.onDrop(field.name, event.target.checked)}
          />
          <label htmlFor={`${id}${field.name}-drop`}>{t('edit.drop')}</label>
        </span>
      )}
    </div>
  ));
};
