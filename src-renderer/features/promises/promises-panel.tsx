// The promise ledger over all shows: filtered by show and by what became of each, settled and opened again, as a file.

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  PROMISE_STATES,
  type PromiseListDocument,
  type PromiseState,
} from '../../../src-main/contract/promise-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { PromiseLine } from './promise-line.tsx';
import styles from './promises-panel.module.css';

interface LedgerProps {
  readonly found: PromiseListDocument;
  readonly onChanged: () => void;
}

const Ledger = ({ found, onChanged }: LedgerProps) => {
  const { t } = useTranslation('promises');
  if (found.rows.length === 0) return <p className={styles.none}>{t('noneFound')}</p>;
  return (
    <>
      <ul className={styles.rows}>
        {found.rows.map((row) => (
          <PromiseLine key={row.promiseId} row={row} withShow onChanged={onChanged} />
        ))}
      </ul>
      {found.isCut ? <p className={styles.cut}>{t('cut', { count: found.rows.length })}</p> : null}
    </>
  );
};

export const PromisesPanel = () => {
  const { t, i18n } = useTranslation('promises');
  const [showId, setShowId] = useState<ShowId | null>(null);
  const [state, setState] = useState<PromiseState | null>('open');
  const read = useCallback(() => request('promise.list', { showId, state }), [showId, state]);
  const list = useDocument(read);
  const { again } = list;
  /** Another value: a promise of the show was made or settled somewhere. */
  const news = useTopicSlice('promise.state', (topic) =>
    topic === null ? '' : topic.promises.map((row) => `${row.promiseId}${row.state}`).join() + topic.owed.length,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed is read again
  useEffect(again, [news, again]);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  const save = async (): Promise<void> => {
    const language = i18n.language === 'en' ? 'en' : 'zh-CN';
    const reply = await runCommand('promise.file', { showId, state, language });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  return (
    <section className={styles.panel} aria-label={t('title')} data-testid="promises">
      <DocumentFrame document={list}>
        {(found) => (
          <>
            <div className={styles.bar}>
              <label className={styles.show}>
                {t('show')}
                <select
                  data-testid="promises-show"
                  value={showId ?? ''}
                  onChange={(event) =>
                    setShowId(found.shows.find((show) => show.showId === event.target.value)?.showId ?? null)
                  }
                >
                  <option value="">{t('everyShow')}</option>
                  {found.shows.map((show) => (
                    <option key={show.showId} value={show.showId}>
                      {show.startedAt === null ? show.title : `${show.title} · ${day.format(show.startedAt)}`}
                    </option>
                  ))}
                </select>
              </label>
              <fieldset className={styles.filters} aria-label={t('filter')}>
                {([...PROMISE_STATES, null] as const).map((each) => (
                  <button
                    key={each}
                    type="button"
                    className={styles.filter}
                    aria-pressed={each === state}
                    data-testid={`promises-${each ?? 'all'}`}
                    onClick={() => setState(each)}
                  >
                    {t(each === null ? 'all' : `state.${each}`)}
                  </button>
                ))}
              </fieldset>
              <Button className={styles.save} data-testid="promises-export" onClick={() => void save()}>
                {t('export')}
              </Button>
            </div>
            <Ledger found={found} onChanged={again} />
          </>
        )}
      </DocumentFrame>
    </section>
  );
};
