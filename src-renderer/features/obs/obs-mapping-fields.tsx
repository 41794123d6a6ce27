// What goes into OBS: which text source says what, which scene a deal turns to, chapters in the recording.

import { useTranslation } from 'react-i18next';
import { OBS_TEXTS, type ObsSettings, type ObsSight } from '../../../src-main/contract/obs-documents.ts';
import styles from '../overlay/overlay-settings-view.module.css';

interface ChoiceProps {
  readonly value: string;
  readonly label: string;
  readonly none: string;
  readonly testId: string;
  /** Null until OBS was looked at: then only what was chosen before is known. */
  readonly options: readonly string[] | null;
  readonly onChange: (value: string) => void;
}

const Choice = ({ value, label, none, testId, options, onChange }: ChoiceProps) => {
  const known = options ?? [];
  // What was chosen stays to be seen, also where this OBS has no such thing.
  const all = value === '' || known.includes(value) ? known : [value, ...known];
  return (
    <select value={value} aria-label={label} data-testid={testId} onChange={(event) => onChange(event.target.value)}>
      <option value="">{none}</option>
      {all.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
};

interface ObsMappingFieldsProps {
  readonly settings: ObsSettings;
  readonly sight: ObsSight | null;
  readonly onChange: (part: Partial<ObsSettings>) => void;
}

export const ObsMappingFields = ({ settings, sight, onChange }: ObsMappingFieldsProps) => {
  const { t } = useTranslation('obs');
  const texts = sight?.texts.map(({ name }) => name) ?? null;
  return (
    <section className={styles.part}>
      <h2>{t('texts.heading')}</h2>
      <div className={styles.fields}>
        {OBS_TEXTS.map((text) => (
          <div key={text} className={styles.pair}>
            <span>{t(`texts.${text}`)}</span>
            <Choice
              value={settings.texts[text]}
              label={t(`texts.${text}`)}
              none={t('texts.none')}
              testId={`obs-text-${text}`}
              options={texts}
              onChange={(name) => onChange({ texts: { ...settings.texts, [text]: name } })}
            />
          </div>
        ))}
      </div>
      <h2>{t('scenes.title')}</h2>
      <div className={styles.fields}>
        {(['dealScene', 'usualScene'] as const).map((field) => (
          <div key={field} className={styles.pair}>
            <span>{t(field === 'dealScene' ? 'scenes.deal' : 'scenes.usual')}</span>
            <Choice
              value={settings[field]}
              label={t(field === 'dealScene' ? 'scenes.deal' : 'scenes.usual')}
              none={t('scenes.none')}
              testId={`obs-${field}`}
              options={sight?.scenes ?? null}
              onChange={(name) => onChange({ [field]: name })}
            />
          </div>
        ))}
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={settings.marksRecording}
          data-testid="obs-marks"
          onChange={(event) => onChange({ marksRecording: event.target.checked })}
        />
        {t('marks')}
      </label>
    </section>
  );
};
