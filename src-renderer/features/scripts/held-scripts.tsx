// A word to the desk about blocks that were kept from the host's screen, and the way to them.

import { useTranslation } from 'react-i18next';
import type { HeldBlock } from '../../../src-main/contract/script-documents.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import styles from './held-scripts.module.css';

const NONE: readonly HeldBlock[] = [];

export const HeldScripts = () => {
  const { t } = useTranslation('scripts');
  const openDialog = useDesk((desk) => desk.openDialog);
  const held = useTopicSlice('script.current', (script) => (script?.variantId == null ? NONE : script.held));
  if (held.length === 0) return null;
  const names = [...new Set(held.flatMap((block) => block.names))];
  const drafts = held.filter(({ why }) => why === 'not_approved').length;
  const why = [
    ...(names.length === 0 ? [] : [t('heldNames', { names: names.map((name) => `{${name}}`).join(' ') })]),
    ...(drafts === 0 ? [] : [t('heldDrafts', { count: drafts })]),
  ].join(' · ');
  return (
    <button
      type="button"
      className={styles.held}
      title={why}
      data-testid="held-scripts"
      onClick={() => openDialog({ kind: 'workspace', tab: 'scripts' })}
    >
      {t('heldCount', { count: held.length })}
      {why === '' ? null : <span>{why}</span>}
    </button>
  );
};
