// The catalogue as a file: in which format, which products, and what that format cannot say, before it is saved.

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportReport, ImportFormat } from '../../../src-main/contract/import-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useCatalogue } from '../../state/catalogue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './export-dialog.module.css';
import { saveOutgoing } from './import-commands.ts';

type Order = RouteInput<'export.write'>;
type Scope = Order['selection']['kind'];

const CONTAINERS = ['csv', 'xlsx'] as const;

const Report = ({ report, onBack }: { readonly report: ExportReport; readonly onBack: () => void }) => {
  const { t, i18n } = useTranslation('import');
  const size = new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 });
  const { products, rows, bytes, losses, cutCells, name } = report;
  return (
    <div className={styles.report} data-testid="export-report">
      <p>
        <bdi>{name}</bdi> · {t('export.holds', { products, rows, bytes: size.format(bytes) })}
      </p>
      {losses.length === 0 && cutCells === 0 ? (
        <p className={styles.fine}>{t('export.whole')}</p>
      ) : (
        <>
          <p className={styles.lost}>{t('export.lost')}</p>
          <ul className={styles.losses}>
            {losses.map(({ field, count }) => (
              <li key={field}>
                {t(`field.${field}`, field)} <b>{count}</b>
              </li>
            ))}
            {cutCells > 0 ? <li>{t('export.cut', { count: cutCells })}</li> : null}
          </ul>
        </>
      )}
      <div className={styles.foot}>
        <Button onClick={onBack}>{t('export.back')}</Button>
        <Button kind="primary" data-testid="export-save" onClick={() => void saveOutgoing(report)}>
          {t('export.save')}
        </Button>
      </div>
    </div>
  );
};

const ExportForm = ({ formats }: { readonly formats: readonly ImportFormat[] }) => {
  const { t } = useTranslation('import');
  const filter = useCatalogue((state) => state.filter);
  const choice = useCatalogue((state) => state.choice);
  const chosen = choice.kind === 'some' ? [...choice.productIds] : [];
  const scopes: readonly Scope[] = chosen.length > 0 ? ['some', 'filter', 'everything'] : ['filter', 'everything'];
  const [format, setFormat] = useState<ImportFormat>('kongtai');
  const [container, setContainer] = useState<Order['container']>('xlsx');
  const [scope, setScope] = useState<Scope>(scopes[0] ?? 'everything');
  const [isWriting, setWriting] = useState(false);
  const [report, setReport] = useState<ExportReport | null>(null);

  const selectionOf = (): Order['selection'] => {
    if (scope === 'filter') return { kind: 'filter', filter };
    return scope === 'some' ? { kind: 'some', productIds: chosen } : { kind: 'everything' };
  };
  const write = async (): Promise<void> => {
    setWriting(true);
    const order = { commandId: newCommandId(), format, container, selection: selectionOf() };
    const reply = await runCommand('export.write', order);
    setWriting(false);
    if (reply.ok) setReport(reply.value);
  };

  if (report !== null) return <Report report={report} onBack={() => setReport(null)} />;
  return (
    <div className={styles.form}>
      <label>
        {t('format.label')}
        <select
          value={format}
          data-testid="export-format"
          onChange={(event) => setFormat(formats.find((known) => known === event.target.value) ?? format)}
        >
          {formats.map((known) => (
            <option key={known} value={known}>
              {t(`format.${known}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('export.container')}
        <select
          value={container}
          data-testid="export-container"
          onChange={(event) => setContainer(CONTAINERS.find((known) => known === event.target.value) ?? container)}
        >
          {CONTAINERS.map((known) => (
            <option key={known} value={known}>
              {known.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('export.what')}
        <select
          value={scope}
          data-testid="export-scope"
          onChange={(event) => setScope(scopes.find((known) => known === event.target.value) ?? scope)}
        >
          {scopes.map((known) => (
            <option key={known} value={known}>
              {t(`export.scope.${known}`, { count: chosen.length })}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.foot}>
        <Button kind="primary" disabled={isWriting} data-testid="export-write" onClick={() => void write()}>
          {t(isWriting ? 'export.writing' : 'export.write')}
        </Button>
      </div>
    </div>
  );
};

export const ExportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('import');
  const read = useCallback(() => request('export.formats', {}), []);
  const formats = useDocument(read);
  return (
    <Dialog title={t('export.title')} onClose={onClose}>
      <DocumentFrame document={formats}>{(known) => <ExportForm formats={known} />}</DocumentFrame>
    </Dialog>
  );
};
