// The overlay's tab: its link, what is shown and how, a correction, and beside them the picture as viewers see it.

import { OverlayCorrect } from './overlay-correct.tsx';
import { OverlayGoalField } from './overlay-goal-field.tsx';
import { OverlayLink } from './overlay-link.tsx';
import { OverlayLookFields } from './overlay-look-fields.tsx';
import { OverlayPartFields } from './overlay-part-fields.tsx';
import { OverlayPreview } from './overlay-preview.tsx';
import styles from './overlay-settings-view.module.css';
import { useOverlaySettings } from './use-overlay-settings.ts';

export const OverlaySettingsView = () => {
  const setting = useOverlaySettings();
  if (setting === null) return null;
  return (
    <div className={styles.columns}>
      <div className={styles.settings}>
        <OverlayLink {...setting} />
        <OverlayCorrect />
        <OverlayPartFields {...setting} />
        <OverlayGoalField {...setting} />
        <OverlayLookFields {...setting} />
      </div>
      <OverlayPreview />
    </div>
  );
};
