// Settles an unclear claim as something that nobody guessed: found by hand, with its quantity.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnclearRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimId } from '../../../src-main/core/units.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { settleUnclear } from './claim-commands.ts';
import styles from './claim-form.module.css';
import { ClaimGoods, EMPTY_GOODS, type GoodsDraft, useChosenGoods } from './claim-goods.tsx';

const SettleForm = ({ row, onClose }: { readonly row: UnclearRow; readonly onClose: () => void }) => {
  const { t } = useTranslation('claims');
  const [draft, setDraft] = useState<GoodsDraft>(EMPTY_GOODS);
  const { found, chosen } = useChosenGoods(draft);
  const settle = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (chosen !== null && (await settleUnclear(row, chosen))) onClose();
  };
  return (
    <form className={styles.form} data-testid="claim-settle" onSubmit={(event) => void settle(event)}>
      <p className={styles.said}>
        <b>
          <bdi>{row.viewer.name}</bdi>
        </b>{' '}
        <bdi>{row.text}</bdi>
      </p>
      <ClaimGoods draft={draft} found={found} chosen={chosen} onChange={setDraft} />
      <div className={styles.actions}>
        <Button
          data-testid="claim-settle-none"
          onClick={() => void settleUnclear(row, null).then((isDone) => (isDone ? onClose() : undefined))}
        >
          {t('unclear.none')}
        </Button>
        <Button kind="primary" type="submit" disabled={chosen === null} data-testid="claim-settle-save">
          {t('unclear.settle')}
        </Button>
      </div>
    </form>
  );
};

interface ClaimSettleProps {
  readonly claimId: ClaimId;
  readonly onClose: () => void;
}

export const ClaimSettle = ({ claimId, onClose }: ClaimSettleProps) => {
  const { t } = useTranslation('claims');
  const row = useTopicSlice('claim.state', (state) => state?.unclear.find((each) => each.claimId === claimId) ?? null);
  return (
    <Dialog title={t('unclear.otherTitle')} onClose={onClose}>
      {row === null ? <p>{t('unclear.gone')}</p> : <SettleForm row={row} onClose={onClose} />}
    </Dialog>
  );
};

export const ClaimSettleDialog = () => {
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  return dialog?.kind === 'claim-settle' ? <ClaimSettle claimId={dialog.claimId} onClose={closeDialog} /> : null;
};
