// What OBS has, as it was last looked at; a connected one is looked at by itself.

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObsSight } from '../../../src-main/contract/obs-documents.ts';
import { request } from '../../client/client.ts';
import styles from '../overlay/overlay-settings-view.module.css';

interface ObsSeenProps {
  readonly sight: ObsSight | null;
  readonly isConnected: boolean;
  readonly onSight: (sight: ObsSight) => void;
}

export const ObsSeen = ({ sight, isConnected, onSight }: ObsSeenProps) => {
  const { t } = useTranslation('obs');
  useEffect(() => {
    if (!isConnected) return;
    let isLeft = false;
    void request('obs.look', {}).then((reply) => {
      if (reply.ok && !isLeft) onSight(reply.value);
    });
    return () => {
      isLeft = true;
    };
  }, [isConnected, onSight]);
  if (sight === null) return null;
  const overlay = sight.browsers.some(({ isOverlay }) => isOverlay);
  const facts = [
    sight.hasBrowserSource ? t(overlay ? 'seen.overlayFound' : 'seen.overlayMissing') : t('seen.noBrowser'),
    t(sight.canMakeChapters ? 'seen.chapters' : 'seen.noChapters'),
    ...(sight.isRecording ? [t('seen.recording')] : []),
  ];
  return (
    <section className={styles.part} data-testid="obs-seen">
      <h2>{t('seen.title')}</h2>
      <p>
        {t('seen.found', {
          version: sight.version,
          scene: sight.scene,
          scenes: sight.scenes.length,
          texts: sight.texts.length,
        })}
      </p>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {sight.texts.length === 0 ? (
        <p className={styles.hint}>{t('seen.empty')}</p>
      ) : (
        <dl className={styles.texts}>
          {sight.texts.map(({ name, text }) => (
            <div key={name}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <bdi>{text === '' ? '—' : text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
};
