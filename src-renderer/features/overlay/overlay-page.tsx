// The page that OBS opens: the stage as large as the source allows, unseen until its letters are there.

import { useEffect, useState } from 'react';
import { OVERLAY_SIZES } from '../../../src-main/contract/overlay-documents.ts';
import { overlayNow, useOverlay } from '../../state/overlay-store.ts';
import { OverlayStage } from './overlay-stage.tsx';

/** A letter that does not come must not keep the price from viewers. */
const LETTERS_LIMIT_MS = 1500;

const useWindowSize = (): { readonly width: number; readonly height: number } => {
  const read = () => ({ width: window.innerWidth, height: window.innerHeight });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const follow = (): void => setSize(read());
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  });
  return size;
};

/** Shows the page once it is whole: first letters, then one painted frame. */
const useReveal = (root: HTMLElement, isDrawn: boolean): void => {
  useEffect(() => {
    if (!isDrawn) return;
    let isLeft = false;
    const limit = new Promise<void>((resolve) => window.setTimeout(resolve, LETTERS_LIMIT_MS));
    void Promise.race([document.fonts.ready, limit]).then(() => {
      if (!isLeft) root.dataset.ready = 'true';
    });
    return () => {
      isLeft = true;
    };
  }, [root, isDrawn]);
};

export const OverlayPage = ({ root }: { readonly root: HTMLElement }) => {
  const view = useOverlay((state) => state.view);
  const isStale = useOverlay((state) => state.isStale);
  const window = useWindowSize();
  useReveal(root, view !== null);
  if (view === null) return null;
  const size = OVERLAY_SIZES[view.look.orientation];
  const scale = Math.min(window.width / size.width, window.height / size.height);
  return <OverlayStage view={view} isStale={isStale} now={overlayNow} scale={scale} />;
};
