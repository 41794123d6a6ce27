// Before the first data: what will stand here, what to do first, and the one button for it.

import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './chart-grid.module.css';

export const ChartEmpty = () => {
  const { t } = useTranslation('charts');
  const phase = useTopicSlice('show.current', (show) => show?.phase ?? null);
  const isAlone = useTopicSlice('source.list', (sources) => sources?.length === 0);
  const openDialog = useDesk((desk) => desk.openDialog);
  const run = useCommand();

  return (
    <section className={styles.empty} aria-label={t('region')} data-testid="chart-empty">
      <h3>{t('empty.title')}</h3>
      {phase === null ? (
        <>
          <p>{t('empty.noShow')}</p>
          <Button onClick={() => openDialog({ kind: 'show-new' })}>{t('empty.newShow')}</Button>
        </>
      ) : phase === 'draft' ? (
        <>
          <p>{t('empty.draft')}</p>
          <Button onClick={() => run('show.rehearse', { commandId: newCommandId() })}>{t('empty.rehearse')}</Button>
        </>
      ) : (
        <p>{t(isAlone ? 'empty.noSource' : 'empty.waiting')}</p>
      )}
    </section>
  );
};
