// Over the desk: a source whose format seems to have changed, and secrets that wait for their passphrase; nothing else is urgent here.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { type Dismissal, doubtful } from './format-doubt.ts';
import styles from './source-notice.module.css';

const FormatNotice = ({ sources }: { readonly sources: readonly SourceTopicRow[] }) => {
  const { t, i18n } = useTranslation('sources');
  const openDialog = useDesk((desk) => desk.openDialog);
  const now = useEngineNow(1000);
  const [dismissed, setDismissed] = useState<ReadonlyMap<string, Dismissal>>(new Map());
  const [worst, ...others] = doubtful(sources, dismissed, now);
  if (worst === undefined) return null;
  const { sourceId, name, doubt, rejects } = worst;
  const count = new Intl.NumberFormat(i18n.language);
  const dismiss = (): void => setDismissed((before) => new Map(before).set(sourceId, { at: now, rejects }));
  return (
    <section className={styles.notice} role="alert" data-testid="format-notice" data-source={sourceId}>
      <b className={styles.mark}>{t('format.mark')}</b>
      <p className={styles.words}>
        <bdi>
          {t('format.words', { name, percent: Math.round((doubt ?? 0) * 100), rejects: count.format(rejects) })}
        </bdi>
      </p>
      {others.length === 0 ? null : <span className={styles.more}>{t('format.others', { count: others.length })}</span>}
      <Button data-testid="format-notice-open" onClick={() => openDialog({ kind: 'rejects', sourceId })}>
        {t('format.open')}
      </Button>
      <Button kind="quiet" data-testid="format-notice-dismiss" onClick={dismiss}>
        {t('format.dismiss')}
      </Button>
    </section>
  );
};

const PassphraseNotice = () => {
  const { t } = useTranslation('sources');
  const openDialog = useDesk((desk) => desk.openDialog);
  const shelf = useTopic('source.shelf');
  const waiting = shelf?.rows.filter(({ secrets, isPaused }) => secrets === 'locked' && !isPaused) ?? [];
  if (shelf?.passphrase !== 'locked' || waiting.length === 0) return null;
  return (
    <section className={styles.notice} role="status" data-testid="passphrase-notice">
      <p className={styles.words}>
        <bdi>
          {t('passphrase.asked', { count: waiting.length, list: waiting.map(({ name }) => name).join(t('comma')) })}
        </bdi>
      </p>
      <Button data-testid="passphrase-notice-open" onClick={() => openDialog({ kind: 'source' })}>
        {t('passphrase.open')}
      </Button>
    </section>
  );
};

export const SourceNotice = () => {
  const sources = useTopic('source.list');
  return (
    <>
      <PassphraseNotice />
      <FormatNotice sources={sources ?? []} />
    </>
  );
};
