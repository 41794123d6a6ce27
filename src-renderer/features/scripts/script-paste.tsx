// A prepared text, pasted or from a file, split into blocks: looked at first, kept after.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptPreview } from '../../../src-main/contract/script-documents.ts';
import type { ProductId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatSpan } from '../../ui/time.ts';
import { useCommand } from '../desk/use-command.ts';
import styles from './script-paste.module.css';
import { uploadScript } from './upload-script.ts';
import { atPace, useHostPace } from './use-host-pace.ts';

interface ScriptPasteProps {
  /** The script that takes what names no product of its own. */
  readonly into: ProductId | null;
  readonly intoTitle: string;
  readonly onClose: () => void;
}

interface Split {
  readonly uploadId: string;
  readonly name: string;
  readonly preview: ScriptPreview;
}

const Preview = ({
  split,
  intoTitle,
  left,
  onLeave,
}: {
  readonly split: Split;
  readonly intoTitle: string;
  readonly left: ReadonlySet<number>;
  readonly onLeave: (left: ReadonlySet<number>) => void;
}) => {
  const { t } = useTranslation(['scripts', 'prompter']);
  const pace = useHostPace();
  const { blocks, refused, leftOut } = split.preview;
  const turn = (place: number): void => {
    const next = new Set(left);
    if (!next.delete(place)) next.add(place);
    onLeave(next);
  };
  return (
    <>
      <ol className={styles.blocks} data-testid="paste-preview">
        {blocks.map((block, place) => (
          <li key={block.firstLine} className={styles.block} data-left={left.has(place)}>
            <label>
              <input type="checkbox" checked={!left.has(place)} onChange={() => turn(place)} />
              <span className={styles.kind}>{t(`prompter:kind.${block.kind}`)}</span>
              <span className={styles.what}>
                <b>
                  <bdi>{block.title === '' ? t('scripts:untitled') : block.title}</bdi>
                  <small>
                    <bdi>{block.productId === null ? intoTitle : block.productTitle}</bdi> ·{' '}
                    {t('scripts:lines', { from: block.firstLine, to: block.lastLine })} ·{' '}
                    {formatSpan(atPace(block.spokenMs, pace))}
                  </small>
                </b>
                <bdi className={styles.excerpt}>{block.excerpt}</bdi>
              </span>
            </label>
          </li>
        ))}
        {blocks.length === 0 ? <li className={styles.none}>{t('scripts:nothingFound')}</li> : null}
      </ol>
      {refused.length === 0 && leftOut.length === 0 ? null : (
        <ul className={styles.refused}>
          {refused.map((each) => (
            <li key={each.firstLine}>
              {t('scripts:refusedLines', { from: each.firstLine, to: each.lastLine })}{' '}
              {t(`scripts:objection.${each.objection.reason}`)}
            </li>
          ))}
          {leftOut.map(({ line, text }) => (
            <li key={`left ${line}`} className={styles.quiet}>
              {t('scripts:leftOut', { line, text })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

export const ScriptPaste = ({ into, intoTitle, onClose }: ScriptPasteProps) => {
  const { t } = useTranslation(['scripts', 'errors']);
  const run = useCommand();
  const [text, setText] = useState('');
  const [split, setSplit] = useState<Split | null>(null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [isByAi, setByAi] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const splitBytes = async (bytes: Uint8Array, name: string): Promise<void> => {
    setBusy(true);
    const upload = await uploadScript(bytes);
    if (!upload.ok) {
      showToast('attention', t(`errors:${upload.code}`, { ...upload.details }));
      setBusy(false);
      return;
    }
    const uploadId = upload.value;
    const reply = await run('script.preview', { uploadId, name });
    setBusy(false);
    if (!reply.ok) return;
    setLeft(new Set());
    setSplit({ uploadId, name, preview: reply.value });
  };

  const keep = async (): Promise<void> => {
    if (split === null) return;
    const { uploadId, name } = split;
    setBusy(true);
    const commandId = newCommandId();
    const reply = await run('script.import', {
      commandId,
      uploadId,
      name,
      into,
      leave: [...left],
      isDraftedByAi: isByAi,
    });
    setBusy(false);
    if (!reply.ok) return;
    showToast('fine', t('scripts:added', { count: reply.value.added }));
    onClose();
  };

  const count = split === null ? 0 : split.preview.blocks.length - left.size;
  return (
    <Dialog title={t('scripts:pasteTitle')} onClose={onClose} size="wide">
      <div className={styles.paste} data-testid="script-paste-dialog">
        {split === null ? (
          <textarea
            className={styles.text}
            value={text}
            placeholder={t('scripts:pasteHint')}
            aria-label={t('scripts:pasteTitle')}
            data-testid="paste-text"
            autoFocus
            onChange={(event) => setText(event.target.value)}
          />
        ) : (
          <Preview split={split} intoTitle={intoTitle} left={left} onLeave={setLeft} />
        )}
        <div className={styles.actions}>
          {split === null ? (
            <>
              <label className={styles.file}>
                {t('scripts:fromFile')}
                <input
                  type="file"
                  accept=".md,.markdown,.txt,.docx,text/plain,text/markdown"
                  data-testid="paste-file"
                  onChange={async (event) => {
                    const file = event.target.files?.[0];
                    if (file !== undefined) await splitBytes(new Uint8Array(await file.arrayBuffer()), file.name);
                  }}
                />
              </label>
              <Button
                kind="primary"
                disabled={text.trim() === '' || isBusy}
                data-testid="paste-split"
                onClick={() => void splitBytes(new TextEncoder().encode(text), '')}
              >
                {t('scripts:split')}
              </Button>
            </>
          ) : (
            <>
              <label className={styles.ai} title={t('scripts:aiHint')}>
                <input type="checkbox" checked={isByAi} onChange={(event) => setByAi(event.target.checked)} />
                {t('scripts:byAi')}
              </label>
              <Button disabled={isBusy} onClick={() => setSplit(null)}>
                {t('scripts:backToText')}
              </Button>
              <Button
                kind="primary"
                disabled={count === 0 || isBusy}
                data-testid="paste-keep"
                onClick={() => void keep()}
              >
                {t('scripts:keep', { count })}
              </Button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
};
