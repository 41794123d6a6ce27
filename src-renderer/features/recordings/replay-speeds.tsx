// How fast a recording is played: the usual speeds, and any between the slowest and the fastest.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_REPLAY_SPEED, MOST_REPLAY_SPEED, REPLAY_SPEEDS } from '../../../src-main/contract/recording-limits.ts';
import { Button } from '../../ui/button.tsx';
import styles from './recordings.module.css';

interface ReplaySpeedsProps {
  readonly speed: number;
  readonly onSpeed: (speed: number) => void;
}

export const ReplaySpeeds = ({ speed, onSpeed }: ReplaySpeedsProps) => {
  const { t } = useTranslation('recordings');
  const [typed, setTyped] = useState<string | null>(null);
  const take = (): void => {
    const wanted = Number(typed);
    setTyped(null);
    if (typed !== null && wanted >= LEAST_REPLAY_SPEED && wanted <= MOST_REPLAY_SPEED) onSpeed(wanted);
  };
  return (
    <div className={styles.speeds}>
      <span className={styles.facts}>{t('player.speed')}</span>
      {REPLAY_SPEEDS.map((each) => (
        <Button
          key={each}
          kind={each === speed ? 'plain' : 'quiet'}
          aria-pressed={each === speed}
          onClick={() => onSpeed(each)}
        >
          {each}×
        </Button>
      ))}
      <input
        type="number"
        aria-label={t('player.anySpeed')}
        min={LEAST_REPLAY_SPEED}
        max={MOST_REPLAY_SPEED}
        step={0.5}
        value={typed ?? String(speed)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </div>
  );
};
