// Over the desk by one key: write a promise down, take what the script offers, and see those of this show.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './promise-dialog.module.css';
import { PromiseForm } from './promise-form.tsx';
import { PromiseLine } from './promise-line.tsx';
import { PromiseOffers } from './promise-offers.tsx';

const Promises = () => {
  const { t } = useTranslation('promises');
  const topic = useTopic('promise.state');
  if (topic === null) return null;
  // What asks for something first: broken, due, open; then the newest.
  const weight = (row: (typeof topic.promises)[number]): number =>
    row.breach !== null ? 0 : row.isDue ? 1 : row.state === 'open' ? 2 : 3;
  const rows = [...topic.promises].sort((a, b) => weight(a) - weight(b) || b.madeAt - a.madeAt);
  return (
    <>
      <section aria-label={t('ofShow')}>
        <h3 className={styles.head}>
          {t('ofShow')} <b>{topic.promises.filter(({ state }) => state === 'open').length}</b>
        </h3>
        {rows.length === 0 ? (
          <p className={styles.none}>{t('none')}</p>
        ) : (
          <ul className={styles.rows}>
            {rows.map((row) => (
              <PromiseLine key={row.promiseId} row={row} />
            ))}
          </ul>
        )}
      </section>
      {topic.owed.length === 0 ? null : (
        <section aria-label={t('owed')}>
          <h3 className={styles.head}>
            {t('owed')} <b>{topic.owed.length}</b>
          </h3>
          <ul className={styles.rows}>
            {topic.owed.map((row) => (
              <PromiseLine key={row.promiseId} row={row} withShow />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

export const PromiseDialog = () => {
  const { t } = useTranslation('promises');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'promise') return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <div className={styles.dialog} data-testid="promise-dialog">
        <PromiseForm {...(dialog.target === undefined ? {} : { target: dialog.target })} />
        <PromiseOffers />
        <Promises />
      </div>
    </Dialog>
  );
};
