// A button that acts only after one second of holding, by pointer, Space, Enter, or a key held elsewhere.

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import styles from './hold-button.module.css';

const HOLD_MS = 1000;

interface HoldButtonProps {
  readonly onHeld: () => void;
  /** A key that stands for this button (F) is down; it is asked for anew for each deed. */
  readonly isKeyDown?: boolean;
  readonly tone?: 'deal' | 'live' | 'quiet';
  readonly title?: string | undefined;
  readonly testId?: string | undefined;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export const HoldButton = ({
  onHeld,
  isKeyDown = false,
  tone = 'deal',
  title,
  testId,
  disabled = false,
  children,
}: HoldButtonProps) => {
  const [isPressed, setPressed] = useState(false);
  const act = useRef(onHeld);
  act.current = onHeld;
  const isHolding = !disabled && (isPressed || isKeyDown);
  const release = useCallback(() => setPressed(false), []);

  useEffect(() => {
    if (!isHolding) return;
    const timer = window.setTimeout(() => {
      setPressed(false);
      act.current();
    }, HOLD_MS);
    return () => window.clearTimeout(timer);
  }, [isHolding]);

  // A hold that the window lost sight of must not go on.
  useEffect(() => {
    window.addEventListener('blur', release);
    return () => window.removeEventListener('blur', release);
  }, [release]);

  const pressByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') release();
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) setPressed(true);
  };

  return (
    <button
      type="button"
      className={`${styles.hold} ${styles[tone] ?? ''}`}
      data-holding={isHolding}
      data-testid={testId}
      disabled={disabled}
      title={title}
      onPointerDown={(event) => {
        if (event.button === 0) setPressed(true);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={pressByKey}
      onKeyUp={release}
      onBlur={release}
    >
      <svg className={styles.ring} viewBox="0 0 20 20" aria-hidden="true">
        <circle className={styles.track} cx="10" cy="10" r="8" />
        <circle className={styles.part} cx="10" cy="10" r="8" pathLength={1} />
      </svg>
      <span>{children}</span>
    </button>
  );
};
