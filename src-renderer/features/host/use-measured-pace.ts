// What the prompter tells of how fast each host spoke in a rehearsal, offered once the rehearsal is over.

import { useCallback, useEffect, useRef, useState } from 'react';
import { measuredPace, NOTHING_READ, type PrompterReading, readOn } from '../../../src-main/core/prompter-reading.ts';
import type { OnPrompterStep } from '../prompter/use-prompter.ts';

export interface MeasuredPace {
  readonly name: string;
  readonly charactersPerMinute: number;
}

const NONE: readonly MeasuredPace[] = [];

/** `speaker`: who reads now. */
export const useMeasuredPace = (
  isRehearsing: boolean,
  speaker: string,
): {
  readonly measured: readonly MeasuredPace[];
  readonly onStep: OnPrompterStep;
  readonly forget: (name: string) => void;
} => {
  const readings = useRef(new Map<string, PrompterReading>());
  const [measured, setMeasured] = useState(NONE);

  useEffect(() => {
    if (!isRehearsing) return;
    const read = readings.current;
    read.clear();
    setMeasured(NONE);
    return () => {
      const found = [...read].flatMap(([name, reading]) => {
        const pace = measuredPace(reading);
        return pace === null ? [] : { name, ...pace };
      });
      setMeasured(found);
    };
  }, [isRehearsing]);

  const onStep = useCallback<OnPrompterStep>(
    (before, after, layout) => {
      if (!isRehearsing) return;
      readings.current.set(speaker, readOn(readings.current.get(speaker) ?? NOTHING_READ, before, after, layout));
    },
    [isRehearsing, speaker],
  );
  const forget = useCallback((name: string) => setMeasured((paces) => paces.filter((pace) => pace.name !== name)), []);
  return { measured, onStep, forget };
};
