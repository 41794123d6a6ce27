// What became of a claim, in a word with its colour: with the time that is left, or its place in line.

import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { useTimeLeft } from '../../state/live-store.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './claim-chip.module.css';

interface ClaimChipProps {
  readonly row: ClaimRow;
  /** From 1 on; null where it does not wait. */
  readonly place: number | null;
}

const TimeLeft = ({ until }: { readonly until: number }) => {
  const left = useTimeLeft(until);
  return <span data-testid="claim-time-left">{formatSpan(left, 'up')}</span>;
};

export const ClaimChip = ({ row, place }: ClaimChipProps) => {
  const { t } = useTranslation('claims');
  const { state, expiresAt } = row;
  return (
    <span className={styles.chip} data-state={state}>
      {t(`state.${state}`)}
      {state === 'reserved' && expiresAt !== null ? <TimeLeft until={expiresAt} /> : null}
      {state === 'waiting' && place !== null ? <span data-testid="claim-place">{place}</span> : null}
    </span>
  );
};

/** Why it is so, or '' where there is nothing to explain. */
export const useClaimWhy = (): ((row: ClaimRow) => string) => {
  const { t } = useTranslation('claims');
  return ({ why, short }) => {
    if (short !== null) return t('short', { asked: short.asked, why: t(`why.${short.why}`) });
    return why === null ? '' : t(`why.${why}`);
  };
};
