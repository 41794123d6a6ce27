// The claims of the show: carts to be paid, all claims with what became of each, and who waits for what.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimId } from '../../../src-main/core/units.ts';
import { useRunsTheShow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { BlockedDialog } from './blocked-list.tsx';
import { ClaimCarts } from './claim-carts.tsx';
import { ClaimList } from './claim-list.tsx';
import { ClaimMaker } from './claim-maker.tsx';
import { ClaimRulesForm } from './claim-rules-dialog.tsx';
import { ClaimSettle } from './claim-settle-dialog.tsx';
import { ClaimsNumbers, useClaimsAre } from './claims-head.tsx';
import styles from './claims-panel.module.css';
import { UnclearStrip } from './unclear-strip.tsx';
import { Waitlists } from './waitlists.tsx';

type Open = 'rules' | 'make' | 'blocked' | null;

export const ClaimsPanel = () => {
  const { t } = useTranslation('claims');
  const are = useClaimsAre();
  const runs = useRunsTheShow();
  const [open, setOpen] = useState<Open>(null);
  const [settling, setSettling] = useState<ClaimId | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section className={styles.panel} aria-label={t('title')} data-testid="claims">
      <div className={styles.bar}>
        <span className={styles.state} data-on={are === 'open'} data-testid="claims-state">
          {t(`are.${are}`)}
        </span>
        <ClaimsNumbers />
        {runs ? (
          <div className={styles.tools}>
            <Button data-testid="blocked-open" onClick={() => setOpen('blocked')}>
              {t('block.open')}
            </Button>
            <Button data-testid="claim-new" onClick={() => setOpen('make')}>
              {t('maker.open')}
            </Button>
            <Button
              kind={are === 'open' ? 'plain' : 'primary'}
              data-testid="claim-rules-open"
              onClick={() => setOpen('rules')}
            >
              {t(are === 'open' ? 'rules.change' : 'rules.open')}
            </Button>
          </div>
        ) : null}
      </div>
      <UnclearStrip onOther={setSettling} />
      <div className={styles.columns}>
        <ClaimCarts />
        <ClaimList />
        <Waitlists />
      </div>
      {open === 'rules' ? (
        <Dialog title={t('rules.title')} onClose={close}>
          <ClaimRulesForm onClose={close} />
        </Dialog>
      ) : null}
      {open === 'make' ? (
        <Dialog title={t('maker.title')} onClose={close}>
          <ClaimMaker />
        </Dialog>
      ) : null}
      {settling === null ? null : <ClaimSettle claimId={settling} onClose={() => setSettling(null)} />}
      {open === 'blocked' ? <BlockedDialog onClose={close} /> : null}
    </section>
  );
};
