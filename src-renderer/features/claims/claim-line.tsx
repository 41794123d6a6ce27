// A claim in the desk's lane: what became of it, whose it is, what it asks for, why, and its answer.

import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { useRunsTheShow } from '../../state/live-store.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { useTakesReplies } from '../sources/use-takes-replies.ts';
import { ViewerName } from '../viewers/viewer-name.tsx';
import { ClaimChip, useClaimWhy } from './claim-chip.tsx';
import { answerClaim } from './claim-commands.ts';
import styles from './claim-line.module.css';
import { ClaimWhat } from './claim-what.tsx';

interface ClaimLineProps {
  readonly row: ClaimRow;
  readonly place: number | null;
}

export const ClaimLine = ({ row, place }: ClaimLineProps) => {
  const { t, i18n } = useTranslation('claims');
  const runs = useRunsTheShow();
  const isSent = useTakesReplies(row);
  const whyOf = useClaimWhy();
  const why = whyOf(row);
  const what = row.number === null ? row.title : t('product', { number: row.number, title: row.title });
  const answer = t(isSent ? 'send' : 'copy');
  return (
    <div
      className={styles.row}
      data-testid="claim-row"
      data-state={row.state}
      data-why={row.why ?? row.short?.why ?? ''}
      title={[row.text, what, why].filter((text) => text !== '').join('\n')}
    >
      <ClaimChip row={row} place={place} />
      <ViewerName viewer={row.viewer} isQuiet />
      <bdi className={styles.what}>
        {row.isDeal ? <b className={styles.deal}>{t('deal')}</b> : null} <ClaimWhat {...row} />
      </bdi>
      <span className={styles.quantity}>×{row.quantity}</span>
      {why === '' ? (
        <b className={styles.total}>{formatTidyMoney(row.total, i18n.language)}</b>
      ) : (
        <span className={styles.why}>{why}</span>
      )}
      {runs ? (
        <button
          type="button"
          className={styles.answer}
          tabIndex={-1}
          aria-label={answer}
          title={answer}
          onClick={() => void answerClaim(row)}
        >
          <span aria-hidden="true">{t(isSent ? 'send' : 'copyShort')}</span>
        </button>
      ) : null}
    </div>
  );
};
