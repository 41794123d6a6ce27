// Where a sheet may come from: an earlier show as it went, or a template; and keeping this one as a template.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import type { ShowId, TemplateId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './sheet-copy.module.css';
import { editSheet } from './sheet-edits.ts';

const readTemplates = () => request('run-sheet.template.list', {});
const readShows = () => request('show.list', {});
const MINUTE_MS = 60_000;

type From = { readonly showId: ShowId } | { readonly templateId: TemplateId };

interface SheetCopyProps {
  readonly sheet: RunSheetTopic;
  readonly onClose: () => void;
}

const TakeButtons = ({ from, onTaken, isEmpty }: { from: From; onTaken: () => void; isEmpty: boolean }) => {
  const { t } = useTranslation('run-sheet');
  const take = async (mode: 'replace' | 'append'): Promise<void> => {
    const reply = await editSheet('run-sheet.copy', { from, mode });
    if (!reply.ok) return;
    const { added, leftOut } = reply.value;
    showToast('fine', leftOut === 0 ? t('copy.done', { count: added }) : t('copy.doneSome', { count: added, leftOut }));
    onTaken();
  };
  return (
    <>
      {isEmpty ? null : (
        <Button data-testid="copy-append" onClick={() => void take('append')}>
          {t('copy.append')}
        </Button>
      )}
      <Button data-testid="copy-replace" onClick={() => void take('replace')}>
        {t(isEmpty ? 'copy.take' : 'copy.replace')}
      </Button>
    </>
  );
};

export const SheetCopy = ({ sheet, onClose }: SheetCopyProps) => {
  const { t, i18n } = useTranslation('run-sheet');
  const run = useCommand();
  const templates = useDocument(readTemplates);
  const shows = useDocument(readShows);
  const [name, setName] = useState('');
  const isDraft = sheet.phase === 'draft';
  const isEmpty = sheet.cues.length === 0;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });

  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const known = templates.status === 'ready' ? templates.value.find((each) => each.name === name.trim()) : undefined;
    const templateId = known?.templateId ?? null;
    const reply = await run('run-sheet.template.save', { commandId: newCommandId(), templateId, name });
    if (!reply.ok) return;
    setName('');
    templates.again();
  };

  return (
    <Dialog title={t('copy.title')} onClose={onClose} size="wide">
      <div className={styles.copy} data-testid="sheet-copy-dialog">
        <section>
          <h3>{t('copy.templates')}</h3>
          <DocumentFrame document={templates}>
            {(rows) => (
              <ul className={styles.rows}>
                {rows.length === 0 ? <li className={styles.none}>{t('copy.noTemplates')}</li> : null}
                {rows.map((row) => (
                  <li key={row.templateId} className={styles.row} data-testid="template-row">
                    <span className={styles.what}>
                      <bdi>{row.name}</bdi>
                      <small>
                        {t('copy.size', { count: row.cues, minutes: Math.round(row.plannedMs / MINUTE_MS) })}
                      </small>
                    </span>
                    {isDraft ? (
                      <TakeButtons from={{ templateId: row.templateId }} isEmpty={isEmpty} onTaken={onClose} />
                    ) : null}
                    <Button
                      kind="quiet"
                      aria-label={t('copy.deleteTemplate', { name: row.name })}
                      onClick={async () => {
                        const { templateId } = row;
                        await run('run-sheet.template.delete', { commandId: newCommandId(), templateId });
                        templates.again();
                      }}
                    >
                      ✕
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </DocumentFrame>
          <form className={styles.keep} onSubmit={keep}>
            <input
              value={name}
              onChange={(event) => setName(event.target.value)}
              placeholder={t('copy.name')}
              aria-label={t('copy.name')}
              maxLength={60}
              required
              pattern=".*\S.*"
              data-testid="template-name"
            />
            <Button type="submit" kind="primary" disabled={isEmpty} data-testid="template-save">
              {t('copy.keep')}
            </Button>
          </form>
        </section>
        {isDraft ? (
          <section>
            <h3>{t('copy.shows')}</h3>
            <DocumentFrame document={shows}>
              {(rows) => {
                const others = rows.filter(({ showId }) => showId !== sheet.showId);
                return (
                  <ul className={styles.rows}>
                    {others.length === 0 ? <li className={styles.none}>{t('copy.noShows')}</li> : null}
                    {others.map((row) => (
                      <li key={row.showId} className={styles.row}>
                        <span className={styles.what}>
                          <bdi>{row.title}</bdi>
                          <small>{day.format(row.startedAt ?? row.createdAt)}</small>
                        </span>
                        <TakeButtons from={{ showId: row.showId }} isEmpty={isEmpty} onTaken={onClose} />
                      </li>
                    ))}
                  </ul>
                );
              }}
            </DocumentFrame>
          </section>
        ) : null}
      </div>
    </Dialog>
  );
};
