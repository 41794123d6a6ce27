// What was done to OBS just now, and what it would not do, newest first.

import { useTranslation } from 'react-i18next';
import type { ObsDeed } from '../../../src-main/contract/obs-documents.ts';
import styles from '../overlay/overlay-settings-view.module.css';

export const ObsDeeds = ({ deeds }: { readonly deeds: readonly ObsDeed[] }) => {
  const { t, i18n } = useTranslation('obs');
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <section className={styles.part}>
      <h2>{t('deeds.title')}</h2>
      {deeds.length === 0 ? <p className={styles.hint}>{t('deeds.empty')}</p> : null}
      <ol className={styles.deeds}>
        {deeds.map(({ key, at, kind, target, text, timecode, refusal }) => (
          <li key={key} data-testid="obs-deed" data-kind={kind} data-refused={refusal !== null}>
            <time>{clock.format(at)}</time>
            <span>{t(`deeds.${kind}`)}</span>
            <bdi>{target}</bdi>
            <b>
              <bdi>{text}</bdi>
            </b>
            {timecode === null ? null : <span>{timecode}</span>}
            {refusal === null ? null : <em>{t('deeds.refused', { refusal })}</em>}
          </li>
        ))}
      </ol>
    </section>
  );
};
