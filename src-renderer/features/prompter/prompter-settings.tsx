// Sets how the prompter looks on this screen.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  LOOK_LIMITS,
  type LookMeasure,
  PROMPTER_COLOUR_NAMES,
  PROMPTER_COLOURS,
  type PrompterColour,
  type PrompterLook,
} from './prompter-look.ts';
import styles from './prompter-settings.module.css';

interface PrompterSettingsProps {
  readonly look: PrompterLook;
  readonly onChange: (look: PrompterLook) => void;
}

interface MeasureProps extends PrompterSettingsProps {
  readonly measure: LookMeasure;
}

const Measure = ({ measure, look, onChange }: MeasureProps) => {
  const { t } = useTranslation('prompter');
  const id = useId();
  const { least, most, step } = LOOK_LIMITS[measure];
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{t(`look.${measure}`)}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={look[measure]}
        onChange={(event) => onChange({ ...look, [measure]: event.target.valueAsNumber })}
      />
      <output htmlFor={id}>{t(`unit.${measure}`, { value: look[measure] })}</output>
    </div>
  );
};

interface SwitchProps extends PrompterSettingsProps {
  readonly side: 'isMirrored' | 'isFlipped';
}

const Switch = ({ side, look, onChange }: SwitchProps) => {
  const { t } = useTranslation('prompter');
  return (
    <label className={styles.row}>
      <input
        type="checkbox"
        checked={look[side]}
        onChange={(event) => onChange({ ...look, [side]: event.target.checked })}
      />
      {t(`look.${side}`)}
    </label>
  );
};

const Colour = ({ colour, look, onChange }: PrompterSettingsProps & { readonly colour: PrompterColour }) => {
  const { t } = useTranslation('prompter');
  const { text, ground } = PROMPTER_COLOURS[colour];
  return (
    <label className={styles.colour} style={{ color: text, background: ground }}>
      <input
        type="radio"
        name="prompter-colour"
        checked={look.colour === colour}
        onChange={() => onChange({ ...look, colour })}
      />
      {t(`colour.${colour}`)}
    </label>
  );
};

export const PrompterSettings = ({ look, onChange }: PrompterSettingsProps) => {
  const { t } = useTranslation('prompter');
  return (
    <form className={styles.settings} aria-label={t('look.title')} onSubmit={(event) => event.preventDefault()}>
      <Measure measure="fontPixels" look={look} onChange={onChange} />
      <Measure measure="lineHeight" look={look} onChange={onChange} />
      <Measure measure="marginPercent" look={look} onChange={onChange} />
      <Measure measure="focusPercent" look={look} onChange={onChange} />
      <fieldset className={styles.colours}>
        <legend>{t('look.colour')}</legend>
        {PROMPTER_COLOUR_NAMES.map((colour) => (
          <Colour key={colour} colour={colour} look={look} onChange={onChange} />
        ))}
      </fieldset>
      <Switch side="isMirrored" look={look} onChange={onChange} />
      <Switch side="isFlipped" look={look} onChange={onChange} />
    </form>
  );
};
