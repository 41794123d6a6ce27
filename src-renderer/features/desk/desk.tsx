// The desk: what is sold now, how it goes, what needs a person, all in one look and without a scrolling page.

import { useTranslation } from 'react-i18next';
import { useLinkStatus, useTopicSlice } from '../../state/live-store.ts';
import { ChartGrid } from '../charts/chart-grid.tsx';
import { DealPanel } from '../deals/deal-panel.tsx';
import { Feed } from '../feed/feed.tsx';
import { FigureStrip } from '../figures/figure-strip.tsx';
import { Header } from '../header/header.tsx';
import { KeysDialog } from '../keys/keys-dialog.tsx';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { OrderLane } from '../lane/order-lane.tsx';
import { Palette } from '../palette/palette.tsx';
import { PinnedProduct } from '../products/pinned-product.tsx';
import { ProductList } from '../products/product-list.tsx';
import { QuestionLane } from '../questions/question-lane.tsx';
import { RejectsDialog } from '../rejects/rejects-dialog.tsx';
import { SummaryScreen } from '../review/summary-screen.tsx';
import { CueInsertDialog } from '../run-sheet/cue-insert-dialog.tsx';
import { ShowNewDialog } from '../shows/show-new-dialog.tsx';
import { ShowsDialog } from '../shows/shows-dialog.tsx';
import { SourceDialog } from '../sources/source-dialog.tsx';
import { ViewerCard } from '../viewers/viewer-card.tsx';
import { Workspace } from '../workspace/workspace.tsx';
import styles from './desk.module.css';
import { Footer } from './footer.tsx';
import { ToastStack } from './toast-stack.tsx';
import { TroubleBanner } from './trouble-banner.tsx';
import { useReadyMark } from './use-ready-mark.ts';

export const Desk = () => {
  const { t } = useTranslation('desk');
  const link = useLinkStatus();
  const isStale = useTopicSlice('kpi.live', (kpi) => kpi !== null && kpi.staleSince !== null);
  useDeskKeys();
  useReadyMark();
  return (
    <div className={styles.desk} data-link={link} data-stale={isStale}>
      <Header />
      <TroubleBanner />
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
            <ChartGrid />
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
      <KeysDialog />
      <Palette />
      <ShowsDialog />
      <ShowNewDialog />
      <SummaryScreen />
      <RejectsDialog />
      <SourceDialog />
      <ViewerCard />
      <CueInsertDialog />
      <Workspace />
    </div>
  );
};
