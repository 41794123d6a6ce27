// The overlay before and during a show: what viewers see of it and its link, and OBS driven from here.

import { Tabs } from '@base-ui/react/tabs';
import { useTranslation } from 'react-i18next';
import { ObsView } from '../obs/obs-view.tsx';
import styles from './overlay-panel.module.css';
import { OverlaySettingsView } from './overlay-settings-view.tsx';

const VIEWS = [
  { name: 'overlay', View: OverlaySettingsView },
  { name: 'obs', View: ObsView },
] as const;

export const OverlayPanel = () => {
  const { t } = useTranslation('overlay');
  return (
    <Tabs.Root className={styles.panel} defaultValue="overlay" data-testid="overlay-panel">
      <Tabs.List className={styles.tabs} aria-label={t('views')}>
        {VIEWS.map(({ name }) => (
          <Tabs.Tab key={name} value={name} className={styles.tab} data-testid={`overlay-tab-${name}`}>
            {t(`view.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {VIEWS.map(({ name, View }) => (
        <Tabs.Panel key={name} value={name} className={styles.view}>
          <View />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
};
