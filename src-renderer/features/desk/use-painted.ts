// True once the page has been painted for the first time: what is not of the first look is loaded from then on.

import { useEffect, useState } from 'react';

export const usePainted = (): boolean => {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      // The second frame begins after the first was painted.
      frame = requestAnimationFrame(() => setPainted(true));
    });
    // A window that is not shown has no frames; what opens over the desk must be there all the same.
    const rescue = window.setTimeout(() => setPainted(true), 1000);
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(rescue);
    };
  }, []);
  return isPainted;
};
