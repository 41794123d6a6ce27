// The desk: what is sold now, how it goes, what needs a person, all in one look and without a scrolling page.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLinkStatus } from '../../state/live-store.ts';
import { DealPanel } from '../deals/deal-panel.tsx';
import { EmergencyBanner } from '../emergency/emergency-banner.tsx';
import { Feed } from '../feed/feed.tsx';
import { useAllStaleSince } from '../figures/all-stale.ts';
import { FigureStrip } from '../figures/figure-strip.tsx';
import { Header } from '../header/header.tsx';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { OrderLane } from '../lane/order-lane.tsx';
import { PinnedProduct } from '../products/pinned-product.tsx';
import { ProductList } from '../products/product-list.tsx';
import { QuestionLane } from '../questions/question-lane.tsx';
import { SourceNotice } from '../sources/source-notice.tsx';
import styles from './desk.module.css';
import { Footer } from './footer.tsx';
import { ToastStack } from './toast-stack.tsx';
import { TroubleBanner } from './trouble-banner.tsx';
import { usePainted } from './use-painted.ts';
import { useReadyMark } from './use-ready-mark.ts';

/** Charts and dialogs are most of the page's code, and nothing of its first look. */
const ChartGrid = lazy(() => import('../charts/chart-grid.tsx').then((module) => ({ default: module.ChartGrid })));
const DeskDialogs = lazy(() => import('./desk-dialogs.tsx').then((module) => ({ default: module.DeskDialogs })));

export const Desk = () => {
  const { t } = useTranslation('desk');
  const link = useLinkStatus();
  const isStale = useAllStaleSince() !== null;
  useDeskKeys();
  useReadyMark();
  const isPainted = usePainted();
  return (
    <div className={styles.desk} data-link={link} data-stale={isStale}>
      <Header />
      <TroubleBanner />
      <SourceNotice />
      <EmergencyBanner />
      <main className={styles.body}>
        <aside className={styles.left} aria-label={t('runSheet')}>
          <ProductList />
        </aside>
        <div className={styles.centre}>
          <div className={styles.now}>
            <PinnedProduct />
            <DealPanel />
          </div>
          <FigureStrip />
          <div className={styles.charts}>
            {isPainted ? (
              <Suspense fallback={null}>
                <ChartGrid />
              </Suspense>
            ) : null}
          </div>
        </div>
        <aside className={styles.right} aria-label={t('room')}>
          <QuestionLane />
          <OrderLane />
          <Feed />
        </aside>
      </main>
      <Footer />
      <ToastStack />
      {isPainted ? (
        <Suspense fallback={null}>
          <DeskDialogs />
        </Suspense>
      ) : null}
    </div>
  );
};
