// Where OBS is and its password, which goes to the engine and never comes back.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_OBS_NAME, type ObsSettings, type ObsTopic } from '../../../src-main/contract/obs-documents.ts';
import { Button } from '../../ui/button.tsx';
import styles from '../overlay/overlay-settings-view.module.css';

interface ObsConnectionFieldsProps {
  readonly settings: ObsSettings;
  readonly state: ObsTopic;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly onChange: (part: Partial<ObsSettings>) => void;
  readonly onForget: () => void;
}

const HIGHEST_PORT = 65_535;
const isHere = (host: string): boolean => host === '127.0.0.1' || host === 'localhost' || host === '[::1]';

export const ObsConnectionFields = (props: ObsConnectionFieldsProps) => {
  const { settings, state, password, onPassword, onChange, onForget } = props;
  const { t } = useTranslation('obs');
  const id = useId();
  return (
    <section className={styles.part}>
      <p className={styles.hint}>{t('how')}</p>
      <div className={styles.fields}>
        <label htmlFor={`${id}host`}>{t('host')}</label>
        <div className={styles.row}>
          <input
            id={`${id}host`}
            className={styles.grow}
            value={settings.host}
            maxLength={LONGEST_OBS_NAME}
            spellCheck={false}
            data-testid="obs-host"
            onChange={(event) => onChange({ host: event.target.value.trim() })}
          />
          <label htmlFor={`${id}port`}>{t('port')}</label>
          <input
            id={`${id}port`}
            value={String(settings.port)}
            inputMode="numeric"
            size={6}
            data-testid="obs-port"
            onChange={(event) => {
              const port = Number(event.target.value);
              if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) onChange({ port });
            }}
          />
        </div>
        <label htmlFor={`${id}password`}>{t('password')}</label>
        <div className={styles.row}>
          <input
            id={`${id}password`}
            type="password"
            className={styles.grow}
            autoComplete="off"
            value={password}
            maxLength={500}
            placeholder={state.password === 'none' ? '' : t('passwordHint')}
            data-testid="obs-password"
            onChange={(event) => onPassword(event.target.value)}
          />
          <small data-testid="obs-password-state" data-state={state.password}>
            {t(`passwordState.${state.password}`)}
          </small>
          {state.password === 'none' ? null : (
            <Button kind="quiet" onClick={onForget}>
              {t('forget')}
            </Button>
          )}
        </div>
      </div>
      {isHere(settings.host) ? null : <p className={styles.problem}>{t('elsewhere')}</p>}
      {state.canKeepPassword ? null : <p className={styles.hint}>{t('cannotKeep')}</p>}
    </section>
  );
};
