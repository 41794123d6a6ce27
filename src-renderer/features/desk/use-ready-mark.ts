// Marks the root element once live figures and products have been painted, so that tests wait for a fact, not a time.

import { useEffect } from 'react';
import { useTopicSlice } from '../../state/live-store.ts';

export const useReadyMark = (): void => {
  const hasFigures = useTopicSlice('kpi.live', (kpi) => kpi !== null);
  const hasProducts = useTopicSlice('product.list', (products) => products !== null);
  const isReady = hasFigures && hasProducts;

  useEffect(() => {
    const root = document.getElementById('root');
    if (!isReady || root === null) return;
    let frame = requestAnimationFrame(() => {
      // The second frame begins after the first was painted.
      frame = requestAnimationFrame(() => {
        root.dataset.ready = 'true';
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady]);
};
