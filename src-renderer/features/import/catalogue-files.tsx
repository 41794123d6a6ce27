// The catalogue's way in and out as files: two buttons, each with its dialog.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

export const CatalogueFiles = () => {
  const { t } = useTranslation('import');
  const [open, setOpen] = useState<'import' | 'export' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button data-testid="catalogue-import" onClick={() => setOpen('import')}>
        {t('open')}
      </Button>
      <Button data-testid="catalogue-export" onClick={() => setOpen('export')}>
        {t('export.open')}
      </Button>
      {open === 'import' ? <ImportDialog onClose={close} /> : null}
      {open === 'export' ? <ExportDialog onClose={close} /> : null}
    </>
  );
};
