// What a block said before: each version against the one before it, and the way back.

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptBlock, ScriptVersion } from '../../../src-main/core/script.ts';
import { diffText } from '../../../src-main/core/script-diff.ts';
import { newCommandId, request } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './block-versions.module.css';

interface BlockVersionsProps {
  readonly block: ScriptBlock;
  readonly onClose: () => void;
}

const Diff = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <div className={styles.diff} data-testid="script-diff">
    {diffText(before, after).map(({ parts }, line) => (
      // A line of a comparison is its place.
      // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with each comparison
      <p key={line}>
        {parts.map(({ kind, text }, at) => {
          const key = `${at}:${kind}`;
          if (kind === 'gone') return <del key={key}>{text}</del>;
          if (kind === 'new') return <ins key={key}>{text}</ins>;
          return <span key={key}>{text}</span>;
        })}
      </p>
    ))}
  </div>
);

const Versions = ({ rows, block, onClose }: BlockVersionsProps & { readonly rows: readonly ScriptVersion[] }) => {
  const { t, i18n } = useTranslation(['scripts', 'host']);
  const run = useCommand();
  const [chosen, setChosen] = useState(rows[0]?.version ?? 1);
  const shown = rows.find(({ version }) => version === chosen);
  const before = rows.find(({ version }) => version === chosen - 1);
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });

  const restore = async (earlier: number): Promise<void> => {
    const { blockId, version } = block;
    const reply = await run('script.restore', { commandId: newCommandId(), blockId, version, earlier });
    if (reply.ok) onClose();
  };

  return (
    <div className={styles.versions}>
      <ol className={styles.list}>
        {rows.map((row) => (
          <li key={row.version}>
            <button
              type="button"
              className={styles.row}
              aria-current={row.version === chosen}
              data-testid="script-version"
              onClick={() => setChosen(row.version)}
            >
              <b>{t('scripts:version', { version: row.version })}</b>
              <span>{t(`host:message.role.${row.by}`, { defaultValue: row.by })}</span>
              <time>{moment.format(row.at)}</time>
              {row.isDraftedByAi ? <Badge tone="attention">{t('scripts:byAi')}</Badge> : null}
              {row.approvedBy === null ? null : <Badge tone="fine">{t('scripts:approved')}</Badge>}
            </button>
          </li>
        ))}
      </ol>
      {shown === undefined ? null : (
        <section className={styles.shown}>
          <h4>
            <bdi>{shown.title === '' ? t('scripts:untitled') : shown.title}</bdi>
          </h4>
          <Diff before={before?.text ?? ''} after={shown.text} />
          <Button
            kind="primary"
            disabled={shown.version === block.version}
            data-testid="script-restore"
            onClick={() => void restore(shown.version)}
          >
            {t('scripts:restore')}
          </Button>
        </section>
      )}
    </div>
  );
};

export const BlockVersions = ({ block, onClose }: BlockVersionsProps) => {
  const { t } = useTranslation('scripts');
  const { blockId } = block;
  const read = useCallback(() => request('script.versions', { blockId }), [blockId]);
  const document = useDocument(read);
  return (
    <Dialog title={t('versionsTitle')} onClose={onClose} size="wide">
      <DocumentFrame document={document}>
        {(rows) => <Versions rows={rows} block={block} onClose={onClose} />}
      </DocumentFrame>
    </Dialog>
  );
};
