// What sources sent and nobody could read: by source and reason, how often, the newest as it came, to be looked at and copied.

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectGroup } from '../../../src-main/contract/source-documents.ts';
import type { SourceId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './rejects-dialog.module.css';

interface RejectLineProps {
  readonly row: RejectGroup;
  readonly source: string;
}

/** What came, whole; asked for only when it is opened. */
const RawText = ({ row }: { readonly row: RejectGroup }) => {
  const { t } = useTranslation('rejects');
  const read = useCallback(() => request('reject.raw', { key: row.key }), [row.key]);
  const document = useDocument(read);
  const copy = (raw: string): void => {
    const isCopied = copyText(`${row.reason}\n\n${raw}`);
    showToast(isCopied ? 'fine' : 'attention', t(isCopied ? 'copied' : 'notCopied'));
  };
  return (
    <DocumentFrame document={document}>
      {({ raw, isCut }) => (
        <>
          <pre className={styles.raw}>
            <bdi>{raw}</bdi>
          </pre>
          <p className={styles.tools}>
            <Button data-testid="reject-copy" onClick={() => copy(raw)}>
              {t('copy')}
            </Button>
            {isCut ? <span>{t('cut')}</span> : null}
          </p>
        </>
      )}
    </DocumentFrame>
  );
};

const RejectLine = ({ row, source }: RejectLineProps) => {
  const { t, i18n } = useTranslation('rejects');
  const [isOpen, setOpen] = useState(false);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const [first, last] = [time.format(row.firstAt), time.format(row.lastAt)];
  const bytes = new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <li className={styles.row} data-testid="reject-row">
      <p className={styles.reason}>
        <b>{t('often', { count: row.count })}</b>
        <bdi>{row.reason}</bdi>
      </p>
      <p className={styles.facts}>
        <bdi>{source}</bdi>
        <span>{first === last ? last : t('between', { first, last })}</span>
        <span>{t('bytes', { size: bytes.format(row.bytes) })}</span>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          data-testid="reject-open"
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'close' : 'open')}
        </button>
      </p>
      {isOpen ? (
        <RawText row={row} />
      ) : (
        <pre className={styles.excerpt}>
          <bdi>{row.excerpt}</bdi>
        </pre>
      )}
    </li>
  );
};

/** By its person's name, its own name, or its id where it is gone. */
const useSourceNames = (): ((sourceId: SourceId) => string) => {
  const attached = useTopic('source.list') ?? [];
  const kept = useTopic('source.shelf')?.rows ?? [];
  const names = new Map<string, string>([...attached, ...kept].map(({ sourceId, name }) => [sourceId, name]));
  return (sourceId) => names.get(sourceId) ?? sourceId;
};

const RejectList = ({ only }: { readonly only: SourceId | null }) => {
  const { t } = useTranslation('rejects');
  const nameOf = useSourceNames();
  const total = useTopicSlice('reject.list', (rejects) => rejects?.count ?? 0);
  const [source, setSource] = useState<SourceId | null>(only);
  const read = useCallback(() => request('reject.list', {}), []);
  const list = useDocument(read);
  return (
    <div className={styles.list}>
      <p className={styles.explain}>{t('explain', { count: total })}</p>
      <DocumentFrame document={list}>
        {(rows) => {
          const sources = [...new Set(rows.map(({ sourceId }) => sourceId))];
          const shown = source === null ? rows : rows.filter(({ sourceId }) => sourceId === source);
          return (
            <>
              {sources.length < 2 && source === null ? null : (
                <p className={styles.tools}>
                  {[null, ...sources].map((each) => (
                    <Button
                      key={each ?? ''}
                      kind={each === source ? 'plain' : 'quiet'}
                      aria-pressed={each === source}
                      onClick={() => setSource(each)}
                    >
                      {each === null ? t('all') : <bdi>{nameOf(each)}</bdi>}
                    </Button>
                  ))}
                </p>
              )}
              {shown.length === 0 ? (
                <p className={styles.explain}>{t('empty')}</p>
              ) : (
                <ol className={styles.rows}>
                  {shown.map((row) => (
                    <RejectLine key={row.key} row={row} source={nameOf(row.sourceId)} />
                  ))}
                </ol>
              )}
            </>
          );
        }}
      </DocumentFrame>
      <Button onClick={list.again}>{t('refresh')}</Button>
    </div>
  );
};

export const RejectsDialog = () => {
  const { t } = useTranslation('rejects');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'rejects') return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <RejectList only={dialog.sourceId ?? null} />
    </Dialog>
  );
};
