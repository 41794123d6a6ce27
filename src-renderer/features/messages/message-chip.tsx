// The newest message to the host in one word: sent, seen, or acknowledged, with its time; a click opens the list.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { chartFormats } from '../charts/chart-words.ts';
import styles from './message-chip.module.css';
import { stampsOf, stateOf } from './message-state.ts';

/** What was acknowledged longer ago concerns nobody any more. */
const NEWS_MS = 60_000;

export const MessageChip = () => {
  const { t, i18n } = useTranslation('messages');
  const newest = useTopicSlice('message.list', (messages) => messages?.latest[0] ?? null);
  const setComposing = useDesk((desk) => desk.setComposing);
  const now = useEngineNow(1000);
  if (newest === null) return null;
  const state = stateOf(newest);
  const at = stampsOf(newest)[state];
  if (at === null || (state === 'acknowledged' && now - at > NEWS_MS)) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      data-testid="message-state"
      data-state={state}
      title={t('chipHint')}
      onClick={() => setComposing(true)}
    >
      {t(`chip.${state}`, { at: chartFormats(i18n.language, 'CNY').timeWithSeconds(at) })}
    </button>
  );
};
