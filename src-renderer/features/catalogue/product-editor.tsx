// One product beside the list: what it is, what it costs in each variant, and what that was before.

import { Tabs } from '@base-ui/react/tabs';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueDocument } from '../../../src-main/contract/catalogue-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { type OpenProduct, type ProductForm, useCatalogue } from '../../state/catalogue-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { noteEdit } from './catalogue-commands.ts';
import { HistoryList } from './history-list.tsx';
import styles from './product-editor.module.css';
import { ProductFields } from './product-fields.tsx';
import { emptyForm, hasChanges, readForm, toForm, withId } from './product-form.ts';
import { VariantGrid } from './variant-grid.tsx';

interface FrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const Frame = ({ title, onClose, children }: FrameProps) => {
  const { t } = useTranslation('catalogue');
  return (
    <aside className={styles.editor} aria-label={title} data-testid="product-editor">
      <button type="button" className={styles.close} aria-label={t('closeEditor')} onClick={onClose}>
        ✕
      </button>
      {children}
    </aside>
  );
};

interface FormProps {
  readonly open: OpenProduct;
  /** Null for a new product. */
  readonly document: CatalogueDocument | null;
  readonly currency: string;
  readonly onRead: () => void;
}

const EditorForm = ({ open, document, currency, onRead }: FormProps) => {
  const { t } = useTranslation('catalogue');
  const run = useCommand();
  const kept = useCatalogue((state) => state.forms.get(open));
  const setForm = useCatalogue((state) => state.setForm);
  const openProduct = useCatalogue((state) => state.openProduct);
  const [isSending, setSending] = useState(false);
  const [hasTried, setTried] = useState(false);
  const form = kept ?? (document === null ? emptyForm(currency) : toForm(document.product, currency));
  const read = readForm(form);
  const isChanged = hasChanges(form);
  const isOlder = document !== null && form.opened !== null && document.product.version !== form.opened.version;
  const bad = hasTried && !read.ok ? read.bad : [];

  const change = useCallback(
    (next: ProductForm) => setForm(open, document !== null && !hasChanges(next) ? null : next),
    [open, document, setForm],
  );

  const save = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    setTried(true);
    if (!read.ok || isSending || (form.opened !== null && !read.isChanged)) return;
    setSending(true);
    const reply = await run('catalogue.save', withId(read.saving, newCommandId()));
    setSending(false);
    if (!reply.ok) {
      if (reply.code === 'changed_meanwhile') onRead();
      return;
    }
    setTried(false);
    setForm(open, null);
    noteEdit(form.opened === null ? 'create' : 'save', reply.value);
    if (open === 'new') openProduct(reply.value.productId);
    else onRead();
  };

  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void saveNow.current();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);

  return (
    <form className={styles.form} onSubmit={save} noValidate>
      <Tabs.Root className={styles.tabs} defaultValue="what">
        <header className={styles.head}>
          <h2 className={styles.title}>
            <bdi>{form.title === '' ? t('newTitle') : form.title}</bdi>
          </h2>
          <p className={styles.marks}>
            {document?.product.isArchived === true ? <Badge tone="quiet">{t('isArchived')}</Badge> : null}
            {document?.shows.map((show) => (
              <Badge key={show.showId} tone="people">
                <bdi>{t('onSheet', { title: show.title })}</bdi>
              </Badge>
            ))}
          </p>
          <Tabs.List className={styles.list} aria-label={t('parts')}>
            {(['what', 'variants', 'history'] as const).map((part) =>
              part === 'history' && document === null ? null : (
                <Tabs.Tab key={part} value={part} className={styles.tab} data-testid={`editor-${part}`}>
                  {t(`part.${part}`)}
                  {part === 'variants' && form.variants.length > 1 ? ` ${form.variants.length}` : ''}
                </Tabs.Tab>
              ),
            )}
          </Tabs.List>
        </header>
        {isOlder ? (
          <p className={styles.older} role="alert" data-testid="editor-older">
            {t('older')}
            <Button onClick={() => setForm(open, null)}>{t('takeNewer')}</Button>
          </p>
        ) : null}
        <Tabs.Panel value="what" className={styles.panel}>
          <ProductFields form={form} bad={bad} onForm={change} />
        </Tabs.Panel>
        <Tabs.Panel value="variants" className={styles.panel}>
          <VariantGrid form={form} bad={bad} onForm={change} />
        </Tabs.Panel>
        {document === null ? null : (
          <Tabs.Panel value="history" className={styles.panel}>
            <HistoryList product={document.product} />
          </Tabs.Panel>
        )}
      </Tabs.Root>
      <footer className={styles.foot}>
        {bad.length > 0 ? (
          <p className={styles.bad} role="alert">
            {t('badFields', { fields: [...new Set(bad.map(({ field }) => t(`field.${field}`)))].join(t('comma')) })}
          </p>
        ) : form.opened === null ? null : (
          <input
            type="text"
            className={styles.why}
            value={form.why}
            maxLength={200}
            placeholder={t('whyHint')}
            aria-label={t('why')}
            onChange={(event) => change({ ...form, why: event.target.value })}
          />
        )}
        {isChanged ? (
          <Button kind="quiet" onClick={() => setForm(open, null)}>
            {t('discard')}
          </Button>
        ) : null}
        <Button
          type="submit"
          kind="primary"
          disabled={isSending || (document !== null && !isChanged)}
          data-testid="product-save"
        >
          {t('save')} <Kbd>Ctrl+S</Kbd>
        </Button>
      </footer>
    </form>
  );
};

const KnownProduct = ({
  open,
  currency,
}: {
  readonly open: Exclude<OpenProduct, 'new'>;
  readonly currency: string;
}) => {
  const read = useCallback(() => request('catalogue.product', { productId: open }), [open]);
  const document = useDocument(read);
  const revision = useTopicSlice('catalogue.state', (state) => state?.revision ?? 0);
  const { again } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is read again
  useEffect(() => again(), [revision, again]);
  return (
    <DocumentFrame document={document}>
      {(value) => <EditorForm open={open} document={value} currency={currency} onRead={again} />}
    </DocumentFrame>
  );
};

export const ProductEditor = ({ open }: { readonly open: OpenProduct }) => {
  const { t } = useTranslation('catalogue');
  const openProduct = useCatalogue((state) => state.openProduct);
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  return (
    <Frame title={t('editor')} onClose={() => openProduct(null)}>
      {open === 'new' ? (
        <EditorForm open="new" document={null} currency={currency} onRead={() => undefined} />
      ) : (
        <KnownProduct open={open} currency={currency} />
      )}
    </Frame>
  );
};
