// What a message of each kind is made of, in one line of fields.

import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_CORRECTION, LONGEST_MESSAGE } from '../../../src-main/contract/message-limits.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import styles from './message-composer.module.css';
import { type MessageDraft, productOf, readTimer } from './message-draft.ts';

interface MessageFieldsProps {
  readonly draft: MessageDraft;
  readonly products: readonly ProductRow[];
  readonly onChange: (part: Partial<MessageDraft>) => void;
  /** ↑ and ↓ in the field of the words. */
  readonly onStep: (step: 1 | -1) => void;
}

interface FieldProps {
  readonly name: 'text' | 'timer' | 'number' | 'wrong' | 'right';
  readonly most: number;
  readonly isFirst?: boolean;
  readonly isBad?: boolean;
  readonly size?: 'short' | 'long';
}

export const MessageFields = ({ draft, products, onChange, onStep }: MessageFieldsProps) => {
  const { t } = useTranslation('messages');
  const { kind } = draft;
  const product = kind === 'product' ? productOf(products, draft.number) : null;

  const step = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowDown' ? 1 : -1);
  };

  const field = ({ name, most, isFirst = false, isBad = false, size = 'long' }: FieldProps) => {
    const label = name === 'text' ? t(`hint.${kind}`) : t(`field.${name}`);
    return (
      <input
        key={`${kind} ${name}`}
        className={styles.field}
        data-size={size}
        value={draft[name]}
        maxLength={most}
        placeholder={label}
        aria-label={label}
        aria-invalid={isBad}
        autoComplete="off"
        data-testid={name === 'text' ? 'message-field' : `message-${name}`}
        // biome-ignore lint/a11y/noAutofocus: the composer was opened to type in it
        autoFocus={isFirst}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange({ [name]: event.target.value })}
        onKeyDown={name === 'text' ? step : undefined}
      />
    );
  };

  return (
    <div className={styles.fields}>
      {kind === 'timer'
        ? field({ name: 'timer', most: 6, isFirst: true, isBad: readTimer(draft.timer) === null, size: 'short' })
        : null}
      {kind === 'product' ? (
        <>
          {field({ name: 'number', most: 4, isFirst: true, isBad: product === null, size: 'short' })}
          <span className={styles.found} data-found={product !== null}>
            {product === null ? t('noSuchNumber') : <bdi>{product.title}</bdi>}
          </span>
        </>
      ) : null}
      {kind === 'correction' ? (
        <>
          {field({ name: 'wrong', most: LONGEST_CORRECTION, isFirst: true })}
          <span aria-hidden="true">→</span>
          {field({ name: 'right', most: LONGEST_CORRECTION })}
        </>
      ) : null}
      {field({ name: 'text', most: LONGEST_MESSAGE, isFirst: kind === 'text' || kind === 'flash' })}
    </div>
  );
};
