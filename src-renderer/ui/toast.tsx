// One sentence said in passing; it leaves by itself, later while somebody points at it.

import { useEffect, useState } from 'react';
import styles from './toast.module.css';

interface ToastProps {
  readonly tone: 'attention' | 'fine';
  readonly text: string;
  readonly closeLabel: string;
  readonly onLeave: () => void;
}

const STAYS_MS = 7000;

export const Toast = ({ tone, text, closeLabel, onLeave }: ToastProps) => {
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(onLeave, STAYS_MS);
    return () => window.clearTimeout(timer);
  }, [isHeld, onLeave]);

  return (
    <li
      className={`${styles.toast} ${styles[tone] ?? ''}`}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <span className={styles.mark} aria-hidden="true">
        {tone === 'attention' ? '!' : '✓'}
      </span>
      <span>{text}</span>
      <button type="button" className={styles.close} aria-label={closeLabel} onClick={onLeave}>
        ✕
      </button>
    </li>
  );
};
