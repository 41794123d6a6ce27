// How the overlay looks: theme, format, place, language.

import { useTranslation } from 'react-i18next';
import {
  OVERLAY_CORNERS,
  OVERLAY_LANGUAGES,
  OVERLAY_ORIENTATIONS,
  OVERLAY_THEMES,
} from '../../../src-main/contract/overlay-documents.ts';
import { Button } from '../../ui/button.tsx';
import styles from './overlay-settings-view.module.css';
import type { OverlaySetting } from './use-overlay-settings.ts';

export const OverlayLookFields = ({ settings, change }: OverlaySetting) => {
  const { t } = useTranslation('overlay');
  return (
    <section className={styles.part}>
      <h2>{t('look.title')}</h2>
      <div className={styles.fields}>
        <span>{t('look.theme')}</span>
        <div className={styles.choices}>
          {OVERLAY_THEMES.map((theme) => (
            <Button
              key={theme}
              className={styles.choice}
              aria-pressed={settings.theme === theme}
              data-testid={`overlay-theme-${theme}`}
              onClick={() => change({ theme })}
            >
              <i className={styles.swatch} data-theme={theme} aria-hidden="true" />
              {t(`look.themes.${theme}`)}
            </Button>
          ))}
        </div>
        <span>{t('look.orientation')}</span>
        <div className={styles.choices}>
          {OVERLAY_ORIENTATIONS.map((orientation) => (
            <Button
              key={orientation}
              className={styles.choice}
              aria-pressed={settings.orientation === orientation}
              data-testid={`overlay-orientation-${orientation}`}
              onClick={() => change({ orientation })}
            >
              {t(`look.orientations.${orientation}`)}
            </Button>
          ))}
        </div>
        <span>{t('look.corner')}</span>
        <div className={styles.choices}>
          {OVERLAY_CORNERS.map((corner) => (
            <Button
              key={corner}
              className={styles.choice}
              aria-pressed={settings.corner === corner}
              data-testid={`overlay-corner-${corner}`}
              onClick={() => change({ corner })}
            >
              {t(`look.corners.${corner}`)}
            </Button>
          ))}
        </div>
        <span>{t('look.language')}</span>
        <div className={styles.choices}>
          {OVERLAY_LANGUAGES.map((language) => (
            <Button
              key={language}
              className={styles.choice}
              aria-pressed={settings.language === language}
              data-testid={`overlay-language-${language}`}
              onClick={() => change({ language })}
            >
              {t(`look.languages.${language}`)}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
};
