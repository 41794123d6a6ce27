// The emergency cards over the desk: the key opens one, its neighbours are a key away, one press confirms.

import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmergencyKind } from '../../../src-main/contract/emergency-documents.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './emergency-dialog.module.css';
import { EmergencyForm } from './emergency-form.tsx';
import { emergencyOfKey, keyOfEmergency } from './emergency-keys.ts';
import { EmergencyWords } from './emergency-words.tsx';

const Cards = ({ kind }: { readonly kind: EmergencyKind }) => {
  const { t } = useTranslation('emergency');
  const openDialog = useDesk((desk) => desk.openDialog);
  const topic = useTopic('emergency.state');
  const [writing, setWriting] = useState<EmergencyKind | null>(null);
  const card = topic?.cards.find((each) => each.kind === kind);
  if (topic === null || card === undefined) return null;
  const hear = (event: KeyboardEvent): void => {
    const chosen = emergencyOfKey(event.key);
    if (chosen === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    openDialog({ kind: 'emergency', card: chosen });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the cards are heard wherever the focus stands among them
    <div className={styles.cards} onKeyDown={hear} data-mode={topic.mode}>
      <nav className={styles.list} aria-label={t('cards')}>
        {topic.cards.map((each) => (
          <button
            key={each.kind}
            type="button"
            className={styles.pick}
            aria-current={each.kind === kind}
            data-testid={`emergency-pick-${each.kind}`}
            onClick={() => openDialog({ kind: 'emergency', card: each.kind })}
          >
            <Kbd>{keyOfEmergency(each.kind)}</Kbd> {t(`kind.${each.kind}`)}
          </button>
        ))}
      </nav>
      <div className={styles.one}>
        {topic.mode === 'drill' ? <p className={styles.drill}>{t('drill')}</p> : null}
        {writing === kind ? (
          <EmergencyWords key={kind} card={card} onDone={() => setWriting(null)} />
        ) : (
          <EmergencyForm key={kind} card={card} topic={topic} onWrite={() => setWriting(kind)} />
        )}
      </div>
    </div>
  );
};

export const EmergencyDialog = () => {
  const { t } = useTranslation('emergency');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'emergency') return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <Cards kind={dialog.card} />
    </Dialog>
  );
};
