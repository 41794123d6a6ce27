// One card, ready to raise: its words in fields, what it freezes, and one press that does all of it.

import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardRow, EmergencyTopic } from '../../../src-main/contract/emergency-documents.ts';
import { LONGEST_NOTICE, LONGEST_SAY, LONGEST_WRONG } from '../../../src-main/contract/emergency-limits.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { engineNow, liveStore, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { draftOf, type EmergencyDraft, SINCE, sinceOf, wordsOf } from './emergency-draft.ts';
import styles from './emergency-form.module.css';
import { FreezeList } from './freeze-list.tsx';

interface EmergencyFormProps {
  readonly card: CardRow;
  readonly topic: EmergencyTopic;
  readonly onWrite: () => void;
}

export const EmergencyForm = ({ card, topic, onWrite }: EmergencyFormProps) => {
  const { t, i18n } = useTranslation('emergency');
  const openDialog = useDesk((desk) => desk.openDialog);
  const run = useCommand();
  const id = useId();
  const pin = useTopic('pin.current');
  const show = useTopic('show.current');
  const products = useTopic('product.list') ?? [];
  const [draft, setDraft] = useState<EmergencyDraft>(() =>
    draftOf(card, liveStore.getState().topics['pin.current']?.pinned ?? null),
  );
  const [isGoing, setGoing] = useState(false);
  const product = products.find(({ variantId }) => variantId === draft.variantId) ?? null;
  const words = wordsOf(draft, card, { product, show: show?.title ?? '', language: i18n.language });
  const isWhole = words.wrong.trim() !== '' && words.say.trim() !== '';
  const canRaise = topic.mode !== 'off' && isWhole && !isGoing;
  const type = (name: keyof typeof words, text: string): void =>
    setDraft((before) => ({ ...before, typed: { ...before.typed, [name]: text } }));

  const raise = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!canRaise) return;
    setGoing(true);
    const reply = await run('emergency.raise', {
      commandId: newCommandId(),
      kind: card.kind,
      variantId: draft.variantId,
      since: sinceOf(draft.since, { pin, show, now: engineNow() }),
      ...words,
    });
    setGoing(false);
    if (reply.ok) openDialog({ kind: 'emergency-open', emergencyId: reply.value.emergencyId });
  };

  return (
    <form
      className={styles.card}
      onSubmit={raise}
      data-testid="emergency-card"
      data-kind={card.kind}
      data-mode={topic.mode}
    >
      <div className={styles.choices}>
        <label htmlFor={`${id}-of`}>{t('about')}</label>
        <select
          id={`${id}-of`}
          className={styles.of}
          data-testid="emergency-of"
          value={draft.variantId ?? ''}
          onChange={(event) => {
            const chosen = products.find(({ variantId }) => variantId === event.target.value)?.variantId ?? null;
            setDraft((before) => ({ ...before, variantId: chosen }));
          }}
        >
          <option value="">{t('wholeShow')}</option>
          {products.map(({ variantId, number, title, variantTitle }) => (
            <option key={variantId} value={variantId}>
              {[`${number} · ${title}`, variantTitle].filter((part) => part !== '').join(' ')}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-since`}>{t('since')}</label>
        <select
          id={`${id}-since`}
          data-testid="emergency-since"
          value={draft.since}
          onChange={(event) => {
            const since = SINCE.find((each) => each === event.target.value);
            if (since !== undefined) setDraft((before) => ({ ...before, since }));
          }}
        >
          {SINCE.map((since) => (
            <option key={since} value={since} disabled={since === 'segment' && pin?.pinned == null}>
              {t(`sinceChoice.${since}`)}
            </option>
          ))}
        </select>
      </div>
      <label className={styles.field}>
        <span>{t('wrong')}</span>
        <input
          maxLength={LONGEST_WRONG}
          data-testid="emergency-wrong"
          value={words.wrong}
          onChange={(event) => type('wrong', event.target.value)}
        />
      </label>
      <label className={styles.field}>
        <span>{t('say')}</span>
        <textarea
          rows={2}
          maxLength={LONGEST_SAY}
          data-testid="emergency-say"
          value={words.say}
          onChange={(event) => type('say', event.target.value)}
        />
      </label>
      <label className={styles.field}>
        <span>{t('notice')}</span>
        <textarea
          rows={2}
          maxLength={LONGEST_NOTICE}
          placeholder={t('noNotice')}
          data-testid="emergency-notice"
          value={words.notice}
          onChange={(event) => type('notice', event.target.value)}
        />
      </label>
      <FreezeList
        card={card}
        topic={topic}
        isOfProduct={draft.variantId !== null}
        isPinned={pin?.pinned != null}
        hasNotice={words.notice.trim() !== ''}
      />
      <div className={styles.deeds}>
        <Button kind="quiet" data-testid="emergency-write" onClick={onWrite}>
          {t('write')}
        </Button>
        {topic.mode === 'off' ? <span className={styles.off}>{t('off')}</span> : null}
        <Button
          type="submit"
          kind="live"
          className={styles.raise}
          disabled={!canRaise}
          autoFocus
          data-testid="emergency-raise"
        >
          {t(topic.mode === 'drill' ? 'raiseDrill' : 'raise')} <kbd className={styles.key}>↵</kbd>
        </Button>
      </div>
    </form>
  );
};
