// How fast a host speaks, set by hand: characters a minute, kept under the host's name.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FASTEST_PACE, SLOWEST_PACE } from '../../../src-main/core/speaking-time.ts';
import { newCommandId } from '../../client/client.ts';
import { useCommand } from '../desk/use-command.ts';
import styles from './pace-field.module.css';
import { useHostPace } from './use-host-pace.ts';

export const PaceField = ({ name }: { readonly name: string }) => {
  const { t } = useTranslation('scripts');
  const { charactersPerMinute } = useHostPace(name);
  const run = useCommand();
  const [typed, setTyped] = useState<string | null>(null);

  // What came from elsewhere shows, once nobody is typing.
  useEffect(() => {
    setTyped((words) => (words === String(charactersPerMinute) ? null : words));
  }, [charactersPerMinute]);

  const keep = (): void => {
    const value = Math.round(Number(typed?.normalize('NFKC')));
    setTyped(null);
    if (typed === null || !(value >= SLOWEST_PACE && value <= FASTEST_PACE) || value === charactersPerMinute) return;
    void run('pace.set', { commandId: newCommandId(), name, charactersPerMinute: value });
  };

  return (
    <label className={styles.pace} title={t('paceHint')}>
      {name === '' ? t('pace') : t('paceOf', { name })}
      <input
        className={styles.field}
        inputMode="numeric"
        maxLength={4}
        value={typed ?? String(charactersPerMinute)}
        data-testid="pace-field"
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      {t('paceUnit')}
    </label>
  );
};
