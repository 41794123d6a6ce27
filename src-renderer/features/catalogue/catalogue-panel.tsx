// The catalogue: the list of all products, and beside it the one that is open.

import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../../state/catalogue-store.ts';
import { PictureNotice } from '../pictures/picture-notice.tsx';
import { BulkBar } from './bulk-bar.tsx';
import styles from './catalogue-panel.module.css';
import { CatalogueTable } from './catalogue-table.tsx';
import { CatalogueToolbar } from './catalogue-toolbar.tsx';
import { EditNotice } from './edit-notice.tsx';
import { ProductEditor } from './product-editor.tsx';
import { useCatalogueKeys } from './use-catalogue-keys.ts';
import { useCatalogueRows } from './use-catalogue-rows.ts';

export const CataloguePanel = () => {
  const { t } = useTranslation('catalogue');
  const rows = useCatalogueRows();
  const open = useCatalogue((state) => state.open);
  const search = useRef<HTMLInputElement>(null);
  useCatalogueKeys(search);

  return (
    <section className={styles.panel} data-open={open !== null} data-testid="catalogue" aria-label={t('title')}>
      <div className={styles.list}>
        <CatalogueToolbar search={search} />
        <PictureNotice />
        <CatalogueTable rows={rows} />
        <BulkBar total={rows.total ?? 0} />
        <EditNotice />
      </div>
      {open === null ? null : <ProductEditor key={open} open={open} />}
    </section>
  );
};
