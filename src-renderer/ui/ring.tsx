// A ring that shows a share of a whole: what is left of a countdown, or how far a hold has come.

import styles from './ring.module.css';

interface RingProps {
  /** 0..1 */
  readonly share: number;
  readonly tone: 'deal' | 'attention' | 'live' | 'quiet';
  /** In a box of 100. */
  readonly thickness?: number;
  readonly className?: string | undefined;
}

export const Ring = ({ share, tone, thickness = 7, className }: RingProps) => {
  const radius = 50 - thickness / 2;
  const around = 2 * Math.PI * radius;
  const shown = Math.min(1, Math.max(0, share));
  return (
    <svg viewBox="0 0 100 100" className={`${styles.ring} ${styles[tone] ?? ''} ${className ?? ''}`} aria-hidden="true">
      <circle className={styles.track} cx="50" cy="50" r={radius} strokeWidth={thickness} />
      <circle
        className={styles.part}
        cx="50"
        cy="50"
        r={radius}
        strokeWidth={thickness}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - shown)}
      />
    </svg>
  );
};
