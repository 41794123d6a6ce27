// What is done to all that are chosen: prices, stock, tags, category, archive.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { NOTHING_CHOSEN, useCatalogue } from '../../state/catalogue-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './bulk-bar.module.css';
import { BULK_KINDS, type BulkKind, readBulk } from './bulk-change.ts';
import { archiveChosen, changeChosen } from './catalogue-commands.ts';
import { countChosen } from './choice.ts';

export const BulkBar = ({ total }: { readonly total: number }) => {
  const { t } = useTranslation('catalogue');
  const choice = useCatalogue((state) => state.choice);
  const isArchive = useCatalogue((state) => state.filter.state === 'archived');
  const choose = useCatalogue((state) => state.choose);
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const [kind, setKind] = useState<BulkKind>('livePercent');
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const count = countChosen(choice, total);
  if (count === 0) return null;
  const change: RouteInput<'catalogue.editMany'>['change'] | null = readBulk(kind, text, currency);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (change === null) return;
    setSending(true);
    const isDone = await changeChosen(total, change);
    setSending(false);
    if (isDone) setText('');
  };

  return (
    <div className={styles.bar} data-testid="catalogue-bulk">
      <b>{t('chosen', { count })}</b>
      {isArchive ? null : (
        <form className={styles.form} onSubmit={send}>
          <select
            value={kind}
            aria-label={t('bulk.what')}
            data-testid="bulk-kind"
            onChange={(event) => {
              const next = BULK_KINDS.find((each) => each === event.target.value);
              if (next !== undefined) setKind(next);
              setText('');
            }}
          >
            {BULK_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`bulk.${each}`)}
              </option>
            ))}
          </select>
          {kind === 'liveNone' ? null : (
            <input
              type="text"
              value={text}
              placeholder={t(`bulkHint.${kind}`)}
              aria-label={t(`bulk.${kind}`)}
              aria-invalid={text !== '' && change === null}
              autoComplete="off"
              data-testid="bulk-value"
              onChange={(event) => setText(event.target.value)}
            />
          )}
          <Button type="submit" kind="primary" disabled={change === null || isSending} data-testid="bulk-apply">
            {t('bulk.apply')}
          </Button>
        </form>
      )}
      <Button data-testid="bulk-archive" onClick={() => void archiveChosen(total, !isArchive)}>
        {t(isArchive ? 'restore' : 'archive')}
      </Button>
      <Button kind="quiet" className={styles.none} onClick={() => choose(NOTHING_CHOSEN)}>
        {t('chooseNone')}
      </Button>
    </div>
  );
};
