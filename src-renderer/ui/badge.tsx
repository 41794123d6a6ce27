// A short word in the colour of its meaning; `isSolid` for the one that must be seen from afar.

import type { ReactNode } from 'react';
import styles from './badge.module.css';

type Tone = 'live' | 'sales' | 'people' | 'fine' | 'attention' | 'deal' | 'quiet';

interface BadgeProps {
  readonly tone: Tone;
  readonly isSolid?: boolean;
  readonly children: ReactNode;
}

export const Badge = ({ tone, isSolid = false, children }: BadgeProps) => (
  <span className={`${styles.badge} ${styles[tone] ?? ''} ${isSolid ? styles.solid : ''}`}>{children}</span>
);
