// What is said to the host, over the footer while the desk stays in sight: Enter sends, Alt and a digit choose, Esc leaves.

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_KINDS, type MessageKind } from '../../../src-main/core/host-message.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { liveStore, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './message-composer.module.css';
import { EMPTY_DRAFT, type MessageDraft, readMessage } from './message-draft.ts';
import { MessageFields } from './message-fields.tsx';
import { MessageLog } from './message-log.tsx';
import { MESSAGE_TEMPLATES } from './message-templates.ts';

/** The product that comes next is what a change is mostly about. */
const firstDraft = (): MessageDraft => {
  const next = liveStore.getState().topics['pin.current']?.next ?? null;
  return { ...EMPTY_DRAFT, number: next === null ? '' : String(next.number) };
};

const kindOfKey = ({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): MessageKind | null => {
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return altKey && !ctrlKey && !metaKey && digit !== undefined ? (MESSAGE_KINDS[Number(digit) - 1] ?? null) : null;
};

export const MessageComposer = () => {
  const { t } = useTranslation('messages');
  const setComposing = useDesk((desk) => desk.setComposing);
  const products = useTopic('product.list') ?? [];
  const run = useCommand();
  const [draft, setDraft] = useState(firstDraft);
  /** Which template stands in the field; −1 for none. */
  const [place, setPlace] = useState(-1);
  const message = readMessage(draft, products);
  const templates = MESSAGE_TEMPLATES[draft.kind];
  const wordsOf = (name: string): string => t(`template.${draft.kind}.${name}`);
  const close = (): void => setComposing(false);

  const change = (part: Partial<MessageDraft>): void => {
    setPlace(-1);
    setDraft((before) => ({ ...before, ...part }));
  };
  const choose = (kind: MessageKind): void => change({ kind });

  const take = (index: number): void => {
    const name = templates[index];
    if (name === undefined) return;
    setPlace(index);
    setDraft((before) => ({ ...before, text: wordsOf(name) }));
  };
  const step = (by: 1 | -1): void => take((place + by + templates.length) % Math.max(1, templates.length));

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (message === null) {
      // An empty line is a change of mind.
      if (draft.kind === 'text') close();
      return;
    }
    const reply = await run('message.send', { commandId: newCommandId(), message });
    if (reply.ok) close();
  };

  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const kind = kindOfKey(event);
    if (kind !== null) choose(kind);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    // The desk has these keys too: Alt and a digit settles a question.
    event.stopPropagation();
  };

  return (
    <form className={styles.composer} onSubmit={send} onKeyDown={hear} data-testid="message-composer">
      <div className={styles.kinds} role="radiogroup" aria-label={t('kinds')}>
        {MESSAGE_KINDS.map((kind, index) => (
          // biome-ignore lint/a11y/useSemanticElements: chosen by Alt and a digit from the field, which keeps the focus
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === draft.kind}
            className={styles.kind}
            data-testid={`message-kind-${kind}`}
            onClick={() => choose(kind)}
          >
            {t(`kind.${kind}`)} <Kbd>{`Alt ${index + 1}`}</Kbd>
          </button>
        ))}
        <Button kind="quiet" className={styles.leave} aria-label={t('cancel')} onClick={close}>
          ✕
        </Button>
      </div>
      <div className={styles.line}>
        <MessageFields key={draft.kind} draft={draft} products={products} onChange={change} onStep={step} />
        <Button
          type="submit"
          kind="primary"
          disabled={message === null && draft.kind !== 'text'}
          data-testid="message-send"
        >
          {t('send')}
        </Button>
      </div>
      {templates.length === 0 ? null : (
        <div className={styles.templates}>
          <span>{t('templates')}</span>
          {templates.map((name, index) => (
            <button
              key={name}
              type="button"
              className={styles.template}
              aria-pressed={index === place}
              data-testid="message-template"
              onClick={() => take(index)}
            >
              {wordsOf(name)}
            </button>
          ))}
        </div>
      )}
      <MessageLog />
    </form>
  );
};
