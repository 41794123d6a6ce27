// What a viewer has in their cart and what they wait for, on their card.

import { useTranslation } from 'react-i18next';
import type { ViewerId } from '../../../src-main/core/units.ts';
import { useFeed } from '../../state/live-store.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { ClaimChip, useClaimWhy } from './claim-chip.tsx';
import { placesOf } from './claim-places.ts';
import { ClaimWhat } from './claim-what.tsx';
import styles from './viewer-claims.module.css';

export const ViewerClaims = ({ viewerId }: { readonly viewerId: ViewerId }) => {
  const { t, i18n } = useTranslation('claims');
  const rows = useFeed('claim.rows');
  const whyOf = useClaimWhy();
  const own = rows.filter(({ viewer }) => viewer.viewerId === viewerId).sort((a, b) => b.place - a.place);
  if (own.length === 0) return null;
  const places = placesOf(rows);
  return (
    <section className={styles.part} data-testid="viewer-claims">
      <h3>
        <bdi>{own[0]?.viewer.name}</bdi> · {t('viewer.title')}
      </h3>
      <ul className={styles.list}>
        {own.map((row) => (
          <li key={row.key} className={styles.row}>
            <ClaimChip row={row} place={places.get(row.key) ?? null} />
            <bdi className={styles.what}>
              <ClaimWhat {...row} />
            </bdi>
            <span>×{row.quantity}</span>
            <span className={styles.why}>{whyOf(row)}</span>
            <b className={styles.total}>{formatTidyMoney(row.total, i18n.language)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
};
