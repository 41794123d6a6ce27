// Claims taken down at the desk, for buyers on the phone or in the shop: as goods, or typed as they would comment.

import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useFeed } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import { ClaimChip } from './claim-chip.tsx';
import { addClaim, sayClaimRow } from './claim-commands.ts';
import styles from './claim-form.module.css';
import { ClaimGoods, EMPTY_GOODS, type GoodsDraft, useChosenGoods } from './claim-goods.tsx';
import { ClaimTools } from './claim-tools.tsx';
import { ClaimWhat } from './claim-what.tsx';
import { useClaimsAre } from './claims-head.tsx';
import { watchSaid } from './said-outcome.ts';

const MOST_NAME = 60;
const MOST_TEXT = 300;
const MADE_SHOWN = 4;

const byHand = ({ viewer }: ClaimRow): boolean => viewer.viewerId.startsWith('hand:');

const Made = () => {
  const { t } = useTranslation('claims');
  const rows = useFeed('claim.rows');
  const made = [...rows.filter(byHand)].sort((a, b) => b.place - a.place).slice(0, MADE_SHOWN);
  if (made.length === 0) return null;
  return (
    <section className={styles.made}>
      <h3>{t('maker.made')}</h3>
      {made.map((row) => (
        <div key={row.key} className={styles.line} data-testid="claim-made" data-state={row.state}>
          <ClaimChip row={row} place={null} />
          <bdi>
            {row.viewer.name} · <ClaimWhat {...row} />
          </bdi>
          <ClaimTools row={row} isShort />
        </div>
      ))}
    </section>
  );
};

export const ClaimMaker = () => {
  const { t } = useTranslation('claims');
  const [mode, setMode] = useState<'goods' | 'said'>('goods');
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [goods, setGoods] = useState<GoodsDraft>(EMPTY_GOODS);
  const [commandId, setCommandId] = useState(newCommandId);
  const [isSending, setSending] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const { found, chosen } = useChosenGoods(goods);
  const isRead = useClaimsAre() !== 'never';
  const who = name.trim();
  const isWhole = who !== '' && !isSending && (mode === 'goods' ? chosen !== null : text.trim() !== '' && isRead);

  const say = async (): Promise<boolean> => {
    const watch = watchSaid(who);
    const { ok } = await runCommand('claim.say', { commandId, name: who, text: text.trim() });
    if (!ok) return false;
    void watch.outcome().then((outcome) => {
      if (outcome.kind === 'claims') for (const row of outcome.rows) sayClaimRow(row);
      else showToast('attention', t(`maker.${outcome.kind}`, { name: who }));
    });
    return true;
  };

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isWhole) return;
    setSending(true);
    const isDone = mode === 'said' ? await say() : chosen !== null && (await addClaim(commandId, who, chosen));
    setSending(false);
    // A refused intent is over; the next press is another.
    setCommandId(newCommandId());
    if (!isDone) return;
    setText('');
    setGoods(EMPTY_GOODS);
    setName('');
    nameField.current?.focus();
  };

  return (
    <form className={styles.form} data-testid="claim-maker" onSubmit={(event) => void save(event)}>
      <div className={styles.modes} role="toolbar" aria-label={t('maker.title')}>
        {(['goods', 'said'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className={styles.mode}
            aria-pressed={each === mode}
            data-testid={`claim-maker-${each}`}
            onClick={() => setMode(each)}
          >
            {t(`maker.mode.${each}`)}
          </button>
        ))}
      </div>
      <label>
        {t('maker.name')}
        <input
          ref={nameField}
          value={name}
          maxLength={MOST_NAME}
          placeholder={t('maker.nameHint')}
          data-testid="claim-name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {mode === 'goods' ? (
        <ClaimGoods draft={goods} found={found} chosen={chosen} onChange={setGoods} />
      ) : (
        <>
          <label>
            {t('maker.text')}
            <input
              value={text}
              maxLength={MOST_TEXT}
              placeholder={t('maker.textHint')}
              data-testid="claim-text"
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <p className={isRead ? styles.hint : styles.warn}>{t(isRead ? 'maker.saidLead' : 'maker.notOpen')}</p>
        </>
      )}
      <div className={styles.actions}>
        <Button kind="primary" type="submit" disabled={!isWhole} data-testid="claim-save">
          {t(mode === 'goods' ? 'maker.save' : 'maker.say')}
        </Button>
      </div>
      <Made />
    </form>
  );
};

export const ClaimMakerDialog = () => {
  const { t } = useTranslation('claims');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'claim-new') return null;
  return (
    <Dialog title={t('maker.title')} onClose={closeDialog}>
      <ClaimMaker />
    </Dialog>
  );
};
