// One field of a cue, edited in its place: Enter or leaving it keeps what was typed, Esc brings back what was there.

import { useEffect, useRef, useState } from 'react';
import styles from './cue-field.module.css';

interface CueFieldProps {
  readonly value: string;
  readonly label: string;
  readonly onKeep: (value: string) => void;
  /** False marks what cannot be kept. */
  readonly isGood?: (value: string) => boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isNumber?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
}

export const CueField = (props: CueFieldProps) => {
  const { value, label, onKeep, isGood = () => true, isNumber = false, disabled = false } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const isGivenUp = useRef(false);

  // What came from elsewhere shows, unless somebody is typing.
  useEffect(() => {
    setDraft((typed) => (typed === value ? null : typed));
  }, [value]);

  const leave = (): void => {
    if (draft !== null && draft !== value && !isGivenUp.current && isGood(draft)) onKeep(draft);
    isGivenUp.current = false;
    setDraft(null);
  };

  return (
    <input
      className={styles.field}
      data-number={isNumber}
      value={draft ?? value}
      aria-label={label}
      title={draft ?? value}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      disabled={disabled}
      data-testid={props.testId}
      aria-invalid={draft !== null && !isGood(draft)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        // Only the field is given up, not the workspace around it.
        event.stopPropagation();
        isGivenUp.current = true;
        event.currentTarget.blur();
      }}
    />
  );
};
