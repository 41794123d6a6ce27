// Who waits for what, in the order in which they asked; each can be served by hand.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waitlist } from '../../../src-main/contract/claim-documents.ts';
import { useFeed, useRunsTheShow, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { serveClaim } from './claim-commands.ts';
import { linesOf } from './claim-places.ts';
import styles from './waitlists.module.css';

const NO_LISTS: readonly Waitlist[] = [];

export const Waitlists = () => {
  const { t } = useTranslation('claims');
  const lists = useTopicSlice('claim.state', (state) => state?.waitlists ?? NO_LISTS);
  const rows = useFeed('claim.rows');
  const runs = useRunsTheShow();
  const lines = useMemo(() => linesOf(rows), [rows]);
  return (
    <section className={styles.part} aria-label={t('waitlist.title')}>
      <h3>{t('waitlist.title')}</h3>
      {lists.length === 0 ? <p className={styles.none}>{t('waitlist.none')}</p> : null}
      <div className={styles.lists}>
        {lists.map(({ variantId, number, title, people, units }) => {
          const line = lines.get(variantId) ?? [];
          return (
            <section key={variantId} className={styles.list} data-testid="waitlist">
              <h4 className={styles.title}>
                <bdi>{number === null ? title : t('product', { number, title })}</bdi>
                <span>{t('waitlist.count', { people, units })}</span>
              </h4>
              <ol>
                {line.map((row, at) => (
                  <li key={row.key} className={styles.row} data-testid="waitlist-row">
                    <b>{at + 1}</b>
                    <bdi className={styles.name}>{row.viewer.name}</bdi>
                    <span className={styles.why}>{row.why === null ? '' : t(`why.${row.why}`)}</span>
                    <span>×{row.quantity}</span>
                    {runs ? (
                      <Button kind="quiet" data-testid="waitlist-serve" onClick={() => void serveClaim(row)}>
                        {t('tool.serve')}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ol>
              {people > line.length ? (
                <p className={styles.none}>{t('waitlist.more', { count: people - line.length })}</p>
              ) : null}
            </section>
          );
        })}
      </div>
    </section>
  );
};
