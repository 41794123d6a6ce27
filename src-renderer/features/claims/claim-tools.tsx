// What can be done with one claim in its state, as buttons: correct, pay, take back, serve again, answer, keep out.

import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useTakesReplies } from '../sources/use-takes-replies.ts';
import { answerClaim, changeClaim, endClaim, payClaim, serveClaim } from './claim-commands.ts';
import { isOpen, isServable, isUnpaid } from './claim-state.ts';
import styles from './claim-tools.module.css';

interface ClaimToolsProps {
  readonly row: ClaimRow;
  /** Correction and taking back alone. */
  readonly isShort?: boolean;
  readonly onBlock?: () => void;
  readonly onCard?: () => void;
}

const Quantity = ({ row }: { readonly row: ClaimRow }) => {
  const { t } = useTranslation('claims');
  return (
    <span className={styles.quantity}>
      <button
        type="button"
        aria-label={t('tool.less')}
        disabled={row.quantity <= 1}
        data-testid="claim-less"
        onClick={() => void changeClaim(row, row.quantity - 1)}
      >
        −
      </button>
      <b>{row.quantity}</b>
      <button
        type="button"
        aria-label={t('tool.more')}
        data-testid="claim-more"
        onClick={() => void changeClaim(row, row.quantity + 1)}
      >
        +
      </button>
    </span>
  );
};

export const ClaimTools = ({ row, isShort = false, onBlock, onCard }: ClaimToolsProps) => {
  const { t } = useTranslation('claims');
  const isSent = useTakesReplies(row);
  const cap = (key: string) => (isShort ? null : <Kbd>{key}</Kbd>);
  return (
    <span className={styles.tools}>
      {isOpen(row) ? <Quantity row={row} /> : <span>×{row.quantity}</span>}
      {isUnpaid(row) && !isShort ? (
        <Button kind="primary" data-testid="claim-pay" onClick={() => void payClaim(row)}>
          {cap('P')} {t('tool.pay')}
        </Button>
      ) : null}
      {isServable(row) ? (
        <Button data-testid="claim-serve" onClick={() => void serveClaim(row)}>
          {cap('S')} {t(row.state === 'waiting' ? 'tool.serve' : 'tool.again')}
        </Button>
      ) : null}
      {isOpen(row) ? (
        <Button data-testid="claim-end" onClick={() => void endClaim(row)}>
          {cap(t('key.delete'))} {t('tool.end')}
        </Button>
      ) : null}
      {isShort ? null : (
        <Button data-testid="claim-answer" onClick={() => void answerClaim(row)}>
          {cap('R')} {t(isSent ? 'send' : 'copy')}
        </Button>
      )}
      {onCard === undefined ? null : (
        <Button kind="quiet" data-testid="claim-card" onClick={onCard}>
          {cap('V')} {t('tool.card')}
        </Button>
      )}
      {onBlock === undefined ? null : (
        <Button kind="quiet" data-testid="claim-block" onClick={onBlock}>
          {cap('B')} {t('tool.block')}
        </Button>
      )}
    </span>
  );
};
