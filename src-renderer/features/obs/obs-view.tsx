// OBS driven from here: where it is, what was seen of it, what goes into it, and what was done just now.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObsSettings, ObsSight, ObsTopic } from '../../../src-main/contract/obs-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useEngineNow, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../desk/problem-text.ts';
import { runCommand } from '../desk/run-command.ts';
import styles from '../overlay/overlay-settings-view.module.css';
import { ObsConnectionFields } from './obs-connection-fields.tsx';
import { ObsDeeds } from './obs-deeds.tsx';
import { ObsMappingFields } from './obs-mapping-fields.tsx';
import { ObsSeen } from './obs-seen.tsx';

const StatusLine = ({ state }: { readonly state: ObsTopic }) => {
  const { t } = useTranslation(['obs', 'errors']);
  const now = useEngineNow(500);
  const { status, version, retryAt, problem } = state;
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  const tone = status === 'connected' ? 'fine' : status === 'off' ? 'plain' : 'attention';
  return (
    <>
      <p className={styles.state} data-tone={tone} data-testid="obs-status" data-status={status}>
        {t(`obs:status.${status}`, { version, seconds })}
      </p>
      {problem === null ? null : <p className={styles.problem}>{problemText(t, problem)}</p>}
    </>
  );
};

const plain = (settings: ObsSettings) => ({ ...settings, texts: { ...settings.texts } });

const ObsForm = ({ state }: { readonly state: ObsTopic }) => {
  const { t } = useTranslation(['obs', 'errors']);
  const [draft, setDraft] = useState<ObsSettings | null>(null);
  const [password, setPassword] = useState('');
  const [sight, setSight] = useState<ObsSight | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isTesting, setTesting] = useState(false);
  const settings = draft ?? state.settings;
  const isChanged = JSON.stringify(settings) !== JSON.stringify(state.settings);
  // What was saved comes back as what is kept.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the coming of it that counts
  useEffect(() => setDraft(null), [state.settings]);
  const typed = password === '' ? null : password;

  const save = async (next: ObsSettings, secret: string | null): Promise<void> => {
    const order = { commandId: newCommandId(), settings: plain(next), password: secret };
    setDraft(next);
    const reply = await runCommand('obs.save', order);
    if (reply.ok) setPassword('');
    else setDraft(null);
  };
  const test = async (): Promise<void> => {
    setTesting(true);
    const { host, port } = settings;
    const reply = await request('obs.test', { host, port, password: typed });
    setTesting(false);
    setSight(reply.ok ? reply.value : null);
    setRefusal(reply.ok ? null : problemText(t, { code: reply.code, details: reply.details ?? {} }));
  };
  const change = (part: Partial<ObsSettings>): void => setDraft({ ...settings, ...part });

  return (
    <div className={styles.columns}>
      <div className={styles.settings}>
        <section className={styles.part}>
          <div className={styles.head}>
            <h2>{t('obs:title')}</h2>
            <label className={styles.switch}>
              <input
                type="checkbox"
                checked={settings.isOn}
                data-testid="obs-on"
                onChange={(event) => void save({ ...settings, isOn: event.target.checked }, typed)}
              />
              {t('obs:on')}
            </label>
          </div>
          <p className={styles.hint}>{t('obs:about')}</p>
          <StatusLine state={state} />
        </section>
        <ObsConnectionFields
          settings={settings}
          state={state}
          password={password}
          onPassword={setPassword}
          onChange={change}
          onForget={() => void save(settings, '')}
        />
        <ObsMappingFields settings={settings} sight={sight} onChange={change} />
        <section className={styles.part}>
          <div className={styles.row}>
            <Button
              kind="primary"
              disabled={!isChanged && typed === null}
              data-testid="obs-save"
              onClick={() => void save(settings, typed)}
            >
              {t('obs:save')}
            </Button>
            <Button disabled={isTesting} data-testid="obs-test" onClick={() => void test()}>
              {t(isTesting ? 'obs:testing' : 'obs:test')}
            </Button>
          </div>
          {refusal === null ? null : (
            <p className={styles.problem} data-testid="obs-test-refused">
              {refusal}
            </p>
          )}
        </section>
      </div>
      <div className={styles.settings}>
        <ObsSeen sight={sight} isConnected={state.status === 'connected'} onSight={setSight} />
        <ObsDeeds deeds={state.deeds} />
      </div>
    </div>
  );
};

export const ObsView = () => {
  const state = useTopic('obs.state');
  return state === null ? null : <ObsForm state={state} />;
};
