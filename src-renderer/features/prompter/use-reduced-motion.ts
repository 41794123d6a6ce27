// Whether the person asked the system for less motion.

import { useSyncExternalStore } from 'react';

const query = (): MediaQueryList => window.matchMedia('(prefers-reduced-motion: reduce)');

const subscribe = (tell: () => void): (() => void) => {
  const asked = query();
  asked.addEventListener('change', tell);
  return () => asked.removeEventListener('change', tell);
};

export const useReducedMotion = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
