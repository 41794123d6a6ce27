// Tracking numbers in: a file or pasted cells, what each row would do and why not, and then all of it in one stroke.

import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { TrackingPreview } from '../../../src-main/contract/fulfilment-documents.ts';
import { LARGEST_TRACKING_BYTES, MOST_TRACKING_SHOWN } from '../../../src-main/contract/fulfilment-limits.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import styles from './tracking-dialog.module.css';
import { sendTracking } from './tracking-transfer.ts';

const FIELDS = ['orderId', 'trackingNumber', 'carrier'] as const;
const KINDS = ['ship', 'change', 'same', 'refused'] as const;
const TONES = { ship: 'fine', change: 'attention', same: 'quiet', refused: 'live' } as const;
const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv';

type Mapping = TrackingPreview['mapping'];
type Refused = Extract<Reply<unknown>, { ok: false }>;

interface Opened {
  readonly uploadId: string;
  /** As a person has named the columns; null as the engine suggests. */
  readonly mapping: Mapping | null;
  readonly preview: TrackingPreview;
}

interface TrackingDialogProps {
  readonly showId: ShowId;
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

const Source = ({ isBusy, onTake }: { isBusy: boolean; onTake: (name: string, content: Blob) => void }) => {
  const { t } = useTranslation('fulfilment');
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null): void => {
    const [file] = files ?? [];
    if (file !== undefined) onTake(file.name, file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    event.preventDefault();
    if (event.clipboardData.files.length > 0) take(event.clipboardData.files);
    else if (text.trim() !== '') onTake(`${t('tracking.pasted')}.tsv`, new Blob([text]));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button
    <div className={styles.source} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>{t('tracking.lead')}</p>
      <Button kind="primary" disabled={isBusy} onClick={() => input.current?.click()}>
        {t('tracking.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className={styles.file}
        tabIndex={-1}
        aria-label={t('tracking.choose')}
        data-testid="tracking-file"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <textarea
        className={styles.paste}
        value=""
        rows={2}
        placeholder={t('tracking.pasteHere')}
        aria-label={t('tracking.pasteHere')}
        data-testid="tracking-paste"
        onChange={() => undefined}
        onPaste={paste}
      />
    </div>
  );
};

const Columns = ({ preview, onMap }: { preview: TrackingPreview; onMap: (mapping: Mapping) => void }) => {
  const { t } = useTranslation('fulfilment');
  const { headers, sample, mapping } = preview;
  return (
    <div className={styles.columns}>
      {FIELDS.map((field) => (
        <label key={field} className={styles.column}>
          {t(`tracking.field.${field}`)}
          <select
            value={mapping[field] ?? ''}
            data-testid={`tracking-column-${field}`}
            onChange={({ target }) => {
              const { [field]: _before, ...others } = mapping;
              onMap(target.value === '' ? others : { ...others, [field]: Number(target.value) });
            }}
          >
            <option value="">{t('tracking.noColumn')}</option>
            {headers.map((header, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place alone
              <option key={column} value={column}>
                {[header, sample[0]?.[column] ?? ''].filter((text) => text !== '').join(' · ')}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
};

const Rows = ({ preview }: { readonly preview: TrackingPreview }) => {
  const { t } = useTranslation('fulfilment');
  return (
    <div className={styles.rows}>
      <table>
        <tbody>
          {preview.rows.map(({ row, kind, why, orderId, carrier, trackingNumber, before }) => (
            <tr key={row} data-testid="tracking-row" data-kind={kind}>
              <td className={styles.small}>{t('tracking.row', { row })}</td>
              <td>
                <Badge tone={TONES[kind]}>{t(`tracking.kind.${kind}`)}</Badge>
              </td>
              <td>
                <bdi>{orderId}</bdi>
              </td>
              <td>
                <bdi>
                  {carrier} {trackingNumber}
                </bdi>
              </td>
              <td className={why === null ? styles.small : styles.why}>
                {why !== null
                  ? t(`tracking.why.${why}`)
                  : before === null
                    ? ''
                    : t('tracking.before', { number: `${before.carrier} ${before.trackingNumber}`.trim() })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.rows.length < MOST_TRACKING_SHOWN ? null : (
        <p className={styles.small}>{t('tracking.more', { count: MOST_TRACKING_SHOWN })}</p>
      )}
    </div>
  );
};

export const TrackingDialog = ({ showId, onClose, onApplied }: TrackingDialogProps) => {
  const { t, i18n } = useTranslation(['fulfilment', 'errors']);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isBusy, setBusy] = useState(false);
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const uploadId = opened?.uploadId ?? null;

  // What is looked at no longer need not be kept.
  useEffect(
    () => () => {
      if (uploadId !== null) void request('tracking.close', { commandId: newCommandId(), uploadId });
    },
    [uploadId],
  );

  const preview = async (id: string, mapping: Mapping | null): Promise<void> => {
    const reply = await request('tracking.preview', { uploadId: id, showId, mapping });
    setRefused(reply.ok ? null : reply);
    setOpened(reply.ok ? { uploadId: id, mapping, preview: reply.value } : null);
  };
  const take = async (name: string, content: Blob): Promise<void> => {
    if (content.size > LARGEST_TRACKING_BYTES) return showToast('attention', t('tracking.tooLarge'));
    if (content.size === 0) return;
    setBusy(true);
    const sent = await sendTracking(name, content);
    if (sent.ok) await preview(sent.uploadId, null);
    else setRefused(sent);
    setBusy(false);
  };
  const apply = async ({ uploadId: id, mapping }: Opened): Promise<void> => {
    setBusy(true);
    const reply = await runCommand('tracking.apply', { commandId: newCommandId(), uploadId: id, showId, mapping });
    setBusy(false);
    if (!reply.ok) return;
    showToast('fine', t('tracking.applied', { count: reply.value.orders }));
    onApplied();
  };
  const refusedFile = async ({ uploadId: id, mapping }: Opened): Promise<void> => {
    const asked = { commandId: newCommandId(), uploadId: id, showId, mapping, language } as const;
    const reply = await runCommand('tracking.refusedFile', asked);
    if (reply.ok) await saveOutgoing(reply.value);
  };

  const hasColumns =
    opened !== null &&
    opened.preview.mapping.orderId !== undefined &&
    opened.preview.mapping.trackingNumber !== undefined;
  return (
    <Dialog title={t('tracking.title')} onClose={onClose} size="wide">
      {refused === null ? null : (
        <p className={styles.refused} role="alert" data-testid="tracking-refused">
          {t(`errors:${refused.code}`, { ...refused.details, reason: refused.details?.[language] ?? '' })}
        </p>
      )}
      {opened === null ? (
        <Source isBusy={isBusy} onTake={(name, content) => void take(name, content)} />
      ) : (
        <div className={styles.opened} data-testid="tracking-preview">
          <Columns preview={opened.preview} onMap={(mapping) => void preview(opened.uploadId, mapping)} />
          {hasColumns ? (
            <>
              <p className={styles.counts}>
                {KINDS.map((kind) => (
                  <span key={kind} data-testid={`tracking-count-${kind}`} data-count={opened.preview.counts[kind]}>
                    <Badge tone={TONES[kind]}>{t(`tracking.kind.${kind}`)}</Badge> {opened.preview.counts[kind]}
                  </span>
                ))}
              </p>
              <Rows preview={opened.preview} />
            </>
          ) : (
            <p className={styles.refused}>{t('tracking.needColumns')}</p>
          )}
          <div className={styles.ways}>
            <Button kind="quiet" onClick={() => setOpened(null)}>
              {t('tracking.other')}
            </Button>
            {opened.preview.counts.refused > 0 ? (
              <Button data-testid="tracking-refused-file" onClick={() => void refusedFile(opened)}>
                {t('tracking.refusedFile')}
              </Button>
            ) : null}
            <Button
              kind="primary"
              disabled={isBusy || opened.preview.orders === 0}
              data-testid="tracking-apply"
              onClick={() => void apply(opened)}
            >
              {opened.preview.orders === 0
                ? t('tracking.nothing')
                : t('tracking.apply', { count: opened.preview.orders })}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
};
