// The time that is left, repainted only when its words change.

import { useEffect, useState } from 'react';
import { countdownHolds, countdownText } from './countdown.ts';

interface OverlayCountdownProps {
  readonly deadline: number;
  readonly now: () => number;
  readonly className?: string | undefined;
}

export const OverlayCountdown = ({ deadline, now, className }: OverlayCountdownProps) => {
  const [text, setText] = useState(() => countdownText(deadline - now()));
  useEffect(() => {
    let timer = 0;
    const tick = (): void => {
      const left = deadline - now();
      setText(countdownText(left));
      const holds = countdownHolds(left);
      if (holds !== null) timer = window.setTimeout(tick, holds);
    };
    tick();
    return () => window.clearTimeout(timer);
  }, [deadline, now]);
  return (
    <time className={className} data-testid="overlay-countdown">
      {text}
    </time>
  );
};
