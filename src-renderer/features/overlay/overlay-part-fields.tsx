// What viewers see, part by part, and how their names are written.

import { useTranslation } from 'react-i18next';
import { OVERLAY_NAMES, OVERLAY_PARTS, type OverlayPart } from '../../../src-main/contract/overlay-documents.ts';
import { Button } from '../../ui/button.tsx';
import styles from './overlay-settings-view.module.css';
import type { OverlaySetting } from './use-overlay-settings.ts';

export const OverlayPartFields = ({ settings, change }: OverlaySetting) => {
  const { t } = useTranslation('overlay');
  const toggle = (part: OverlayPart): void =>
    change({ parts: OVERLAY_PARTS.filter((each) => (each === part) !== settings.parts.includes(each)) });
  return (
    <section className={styles.part}>
      <h2>{t('show.title')}</h2>
      <div className={styles.checks}>
        {OVERLAY_PARTS.map((part) => (
          <label key={part} className={styles.check}>
            <input
              type="checkbox"
              checked={settings.parts.includes(part)}
              data-testid={`overlay-part-${part}`}
              onChange={() => toggle(part)}
            />
            {t(`show.${part}`)}
          </label>
        ))}
      </div>
      <p className={styles.hint}>{t('show.correctionAlways')}</p>
      <div className={styles.fields}>
        <span>{t('names.title')}</span>
        <div className={styles.choices}>
          {OVERLAY_NAMES.map((names) => (
            <Button
              key={names}
              className={styles.choice}
              aria-pressed={settings.names === names}
              data-testid={`overlay-names-${names}`}
              onClick={() => change({ names })}
            >
              {t(`names.${names}`)}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
};
