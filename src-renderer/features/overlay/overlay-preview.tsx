// The picture as viewers see it, small, over a grey that stands for the camera's.

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OVERLAY_SIZES, type OverlayView } from '../../../src-main/contract/overlay-documents.ts';
import { engineNow, useLinkStatus, useTopic } from '../../state/live-store.ts';
import styles from './overlay-preview.module.css';
import { OverlayStage } from './overlay-stage.tsx';

/** The scale at which a picture of that size fits into the element. */
const useFit = (width: number, height: number) => {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setScale(Math.min(element.clientWidth / width, element.clientHeight / height));
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, [width, height]);
  return { box, scale };
};

const isEmpty = ({ product, deal, claims, goal, correction, draw }: OverlayView): boolean =>
  product === null && deal === null && claims.length === 0 && goal === null && correction === null && draw === null;

const Fitted = ({ view }: { readonly view: OverlayView }) => {
  const { t } = useTranslation('overlay');
  const isDown = useLinkStatus() === 'closed';
  const { width, height } = OVERLAY_SIZES[view.look.orientation];
  const { box, scale } = useFit(width, height);
  return (
    <div className={styles.room} ref={box}>
      <div
        className={styles.picture}
        style={{ width: width * scale, height: height * scale }}
        data-testid="overlay-preview"
      >
        <OverlayStage view={view} isStale={isDown} now={engineNow} scale={scale} />
        {isEmpty(view) ? <p className={styles.note}>{t('preview.nothing')}</p> : null}
        {isDown ? <p className={styles.note}>{t('preview.stale')}</p> : null}
      </div>
    </div>
  );
};

export const OverlayPreview = () => {
  const { t } = useTranslation('overlay');
  const view = useTopic('overlay.view');
  return (
    <section className={styles.preview} aria-label={t('preview.title')}>
      {view === null ? null : <Fitted view={view} />}
    </section>
  );
};
