// From paid orders to parcels: pick, pack and ship a show's orders, with how far it has come.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShowRow } from '../../../src-main/contract/documents.ts';
import type { FulfilmentProgress, SlipPage } from '../../../src-main/contract/fulfilment-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { takeOut } from './fulfilment-commands.ts';
import styles from './fulfilment-panel.module.css';
import { PackView } from './pack-view.tsx';
import { PickView } from './pick-view.tsx';
import { ShipView } from './ship-view.tsx';
import { SlipPaper } from './slip-paper.tsx';
import type { PaperJob } from './slip-print.ts';
import { useSlips } from './use-slips.ts';

const VIEWS = ['pick', 'pack', 'ship'] as const;
type View = (typeof VIEWS)[number];

const Progress = ({ progress }: { readonly progress: FulfilmentProgress }) => {
  const { t } = useTranslation('fulfilment');
  const { all, open, shipped, orders, units } = progress;
  const done = all - open;
  return (
    <div className={styles.progress} data-testid="fulfilment-progress" data-done={done} data-all={all}>
      <progress className={styles.bar} value={done} max={Math.max(1, all)} aria-label={t('progress', { done, all })} />
      <b>{t('progress', { done, all })}</b>
      <span>{t('progressShipped', { count: shipped })}</span>
      <span>{t('units', { orders, units })}</span>
    </div>
  );
};

interface RecallsProps {
  readonly showId: ShowId;
  readonly recalls: SlipPage['recalls'];
  readonly onDone: () => void;
}

const Recalls = ({ showId, recalls, onDone }: RecallsProps) => {
  const { t } = useTranslation('fulfilment');
  if (recalls.length === 0) return null;
  return (
    <div className={styles.recalls} role="alert" data-testid="fulfilment-recalls">
      <b>{t('recalls')}</b>
      {recalls.map(({ key, orderId, buyer }) => (
        <span key={key} className={styles.recall}>
          <bdi>{t('recall', { buyer, order: orderId })}</bdi>
          <Button onClick={() => void takeOut(showId, key).then(onDone)}>{t('recallDone')}</Button>
        </span>
      ))}
    </div>
  );
};

const OfShow = ({ show }: { readonly show: ShowRow }) => {
  const { t, i18n } = useTranslation('fulfilment');
  const { showId } = show;
  const [view, setView] = useState<View>('pick');
  const [job, setJob] = useState<PaperJob | null>(null);
  const all = useSlips(showId, 'all', '');
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  const head = show.startedAt === null ? show.title : `${show.title} · ${day.format(show.startedAt)}`;
  const onDone = useCallback(() => setJob(null), []);
  const isEmpty = all.page?.progress.all === 0;
  return (
    <>
      <div className={styles.tools}>
        <div className={styles.views} role="toolbar" aria-label={t('title')}>
          {VIEWS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.view}
              aria-pressed={each === view}
              data-testid={`fulfilment-${each}`}
              onClick={() => setView(each)}
            >
              {t(`view.${each}`)}
            </button>
          ))}
        </div>
        {all.page === null ? null : <Progress progress={all.page.progress} />}
      </div>
      {all.page === null ? null : <Recalls showId={showId} recalls={all.page.recalls} onDone={all.again} />}
      {isEmpty ? (
        <p className={styles.none} data-testid="fulfilment-empty">
          {t('empty')}
        </p>
      ) : view === 'pick' ? (
        <PickView showId={showId} onPrint={setJob} />
      ) : view === 'pack' ? (
        <PackView showId={showId} onPrint={setJob} onMarked={all.again} />
      ) : (
        <ShipView showId={showId} imports={all.page?.imports ?? []} onMarked={all.again} />
      )}
      {job === null ? null : <SlipPaper job={job} head={head} onDone={onDone} />}
    </>
  );
};

const Shows = ({ shows }: { readonly shows: readonly ShowRow[] }) => {
  const { t, i18n } = useTranslation('fulfilment');
  const [chosen, setChosen] = useState<ShowId | null>(null);
  const current = shows.find(({ isCurrent }) => isCurrent);
  const show = shows.find(({ showId }) => showId === chosen) ?? current ?? shows[0];
  const day = useMemo(() => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }), [i18n.language]);
  if (show === undefined) return <p className={styles.none}>{t('noShow')}</p>;
  return (
    <section className={styles.panel} aria-label={t('title')} data-testid="fulfilment">
      <label className={styles.show}>
        {t('show')}
        <select
          value={show.showId}
          data-testid="fulfilment-show"
          onChange={(event) => setChosen(shows.find(({ showId }) => showId === event.target.value)?.showId ?? null)}
        >
          {shows.map(({ showId, title, startedAt }) => (
            <option key={showId} value={showId}>
              {startedAt === null ? title : `${title} · ${day.format(startedAt)}`}
            </option>
          ))}
        </select>
      </label>
      <OfShow key={show.showId} show={show} />
    </section>
  );
};

const readShows = () => request('show.list', {});

export const FulfilmentPanel = () => {
  const shows = useDocument(readShows);
  const { again } = shows;
  const startedAt = useTopicSlice('show.current', (show) => `${show?.showId}:${show?.startedAt}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a show that has begun is another row
  useEffect(again, [startedAt, again]);
  return (
    <DocumentFrame document={shows}>
      {(rows) => <Shows shows={rows.filter((show) => show.startedAt !== null && show.phase !== 'draft')} />}
    </DocumentFrame>
  );
};
