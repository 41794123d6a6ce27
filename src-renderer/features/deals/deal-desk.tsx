// All deals of the show in one place: what waits, what runs, what was missed, drafts, templates, and the editor beside them.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './deal-desk.module.css';
import { DealEditor } from './deal-editor.tsx';
import { type DealForm, formFor, formWith, withTrigger } from './deal-form.ts';
import { DealShelfList } from './deal-shelf-list.tsx';
import { PlatformRules } from './platform-rules.tsx';

/** What F would arm is what the editor begins with. */
const firstOf = (products: readonly ProductRow[], selected: string | null): ProductRow | null =>
  products.find((row) => row.variantId === selected) ?? products[0] ?? null;

const DealDeskBody = ({ first }: { readonly first: ProductRow | null }) => {
  const { t } = useTranslation('deal-desk');
  const products = useTopic('product.list') ?? [];
  const [given, setForm] = useState<DealForm | null>(first === null ? null : formFor(first));
  const [round, setRound] = useState(0);
  const form = given ?? (products[0] === undefined ? null : formFor(products[0]));

  const productOf = (variantId: string): ProductRow | null =>
    products.find((row) => row.variantId === variantId) ?? products[0] ?? null;

  const fresh = (): void => {
    const product = form === null ? null : productOf(form.variantId);
    setForm(product === null ? null : formFor(product));
  };

  return (
    <div className={styles.desk} data-testid="deal-desk">
      <aside className={styles.side}>
        <PlatformRules onChange={() => setRound((count) => count + 1)} />
        <DealShelfList
          shown={form?.dealId ?? null}
          onNew={fresh}
          onDraft={({ dealId, terms, trigger }) => {
            const product = productOf(terms.variantId);
            if (product !== null) setForm({ ...withTrigger(formWith(formFor(product), terms), trigger), dealId });
          }}
          onTemplate={({ terms }) => {
            const product = form === null ? null : productOf(form.variantId);
            if (product !== null) setForm(formWith(formFor(product), terms));
          }}
        />
      </aside>
      {form === null ? (
        <p className={styles.none}>{t('noProducts')}</p>
      ) : (
        <DealEditor products={products} form={form} round={round} onForm={setForm} onArmed={fresh} />
      )}
    </div>
  );
};

export const DealDesk = () => {
  const { t } = useTranslation('deal-desk');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const selected = useDesk((desk) => desk.selected);
  const pinned = useTopic('pin.current')?.pinned?.variantId ?? null;
  const products = useTopic('product.list') ?? [];
  if (dialog?.kind !== 'deals') return null;
  return (
    <Dialog title={t('title')} size="full" onClose={closeDialog}>
      <DealDeskBody first={firstOf(products, selected ?? pinned)} />
    </Dialog>
  );
};
