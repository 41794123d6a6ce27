// The link that OBS opens: on or off, to be copied, to be replaced, and whether a page is looking through it now.

import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OVERLAY_SIZES } from '../../../src-main/contract/overlay-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { problemText } from '../desk/problem-text.ts';
import { runCommand } from '../desk/run-command.ts';
import { useDocument } from '../review/use-document.ts';
import { ageText } from '../sources/source-words.ts';
import styles from './overlay-settings-view.module.css';
import type { OverlaySetting } from './use-overlay-settings.ts';

const DoorState = () => {
  const { t } = useTranslation(['overlay', 'errors', 'sources']);
  const now = useEngineNow(1000);
  const { door, pages, since } = useTopicSlice('overlay.state', (state) => ({
    door: state?.door ?? 'off',
    pages: state?.pages ?? 0,
    since: state?.pagesSince ?? null,
  }));
  const problem = useTopicSlice('overlay.state', (state) => state?.problem ?? null);
  const age = since === null ? '' : ` · ${t('overlay:link.since', { age: ageText(t, now - since) })}`;
  if (problem !== null) return <p className={styles.problem}>{problemText(t, problem)}</p>;
  if (door === 'off') return <p className={styles.state}>{t('overlay:link.off')}</p>;
  if (door === 'opening') return <p className={styles.state}>{t('overlay:link.opening')}</p>;
  return (
    <p
      className={styles.state}
      data-tone={pages > 0 ? 'fine' : 'attention'}
      data-testid="overlay-pages"
      data-pages={pages}
    >
      {pages > 0 ? t('overlay:link.pages', { count: pages }) : t('overlay:link.noPages')}
      {age}
    </p>
  );
};

const Address = () => {
  const { t } = useTranslation('overlay');
  const revision = useTopicSlice('overlay.state', (state) => `${state?.door} ${state?.linkRevision}`);
  const read = useCallback(() => request('overlay.address', {}), []);
  const address = useDocument(read);
  const { again } = address;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another link
  useEffect(again, [revision, again]);
  const url = address.status === 'ready' ? address.value.url : null;
  if (url === null) return null;
  const copy = (): void => {
    if (copyText(url)) showToast('fine', t('link.copied'));
    else showToast('attention', t('link.copyFailed'));
  };
  return (
    <div className={styles.row}>
      <input
        className={styles.address}
        readOnly
        value={url}
        aria-label={t('link.address')}
        data-testid="overlay-address"
        onFocus={(event) => event.target.select()}
      />
      <Button kind="primary" data-testid="overlay-copy" onClick={copy}>
        {t('link.copy')}
      </Button>
      <Button
        title={t('link.renewHint')}
        data-testid="overlay-renew"
        onClick={() => void runCommand('overlay.renew', { commandId: newCommandId() })}
      >
        {t('link.renew')}
      </Button>
    </div>
  );
};

export const OverlayLink = ({ settings, change }: OverlaySetting) => {
  const { t } = useTranslation('overlay');
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{t('link.title')}</h2>
        <label className={styles.switch}>
          <input
            type="checkbox"
            checked={settings.isOn}
            data-testid="overlay-on"
            onChange={(event) => change({ isOn: event.target.checked })}
          />
          {t('link.on')}
        </label>
      </div>
      <DoorState />
      {settings.isOn ? (
        <>
          <Address />
          <p className={styles.hint}>{t('link.hint', { ...OVERLAY_SIZES[settings.orientation] })}</p>
        </>
      ) : null}
    </section>
  );
};
