// Above a script: a prepared text in, and files out.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { PaceField } from './pace-field.tsx';
import { ScriptPaste } from './script-paste.tsx';
import styles from './scripts-panel.module.css';

interface ScriptToolsProps {
  readonly productId: ProductId | null;
  readonly title: string;
}

type Format = 'markdown' | 'plain_text';
const FORMATS: readonly Format[] = ['markdown', 'plain_text'];
const MIME: Readonly<Record<Format, string>> = {
  markdown: 'text/markdown;charset=utf-8',
  plain_text: 'text/plain;charset=utf-8',
};

export const ScriptTools = ({ productId, title }: ScriptToolsProps) => {
  const { t } = useTranslation(['scripts', 'errors']);
  const language = useDesk((desk) => desk.language);
  const host = useTopicSlice('show.current', (show) => show?.host ?? '');
  const [isPasting, setPasting] = useState(false);

  const write = async (format: Format, isAll: boolean): Promise<void> => {
    const reply = await request('script.export', { of: isAll ? 'all' : { productId }, format, language });
    if (reply.ok) saveFile(reply.value.name, new Blob([reply.value.text], { type: MIME[format] }));
    else showToast('attention', t(`errors:${reply.code}`, { ...reply.details }));
  };

  return (
    <div className={styles.bar}>
      <h2 className={styles.title}>
        <bdi>{title}</bdi>
      </h2>
      <div className={styles.tools}>
        <PaceField name={host} />
        <Button data-testid="script-paste" onClick={() => setPasting(true)}>
          {t('scripts:paste')}
        </Button>
        {FORMATS.map((format) => (
          <Button key={format} data-testid={`script-export-${format}`} onClick={() => void write(format, false)}>
            {t(`scripts:export.${format}`)}
          </Button>
        ))}
        <Button data-testid="script-export-all" onClick={() => void write('markdown', true)}>
          {t('scripts:export.all')}
        </Button>
      </div>
      {isPasting ? <ScriptPaste into={productId} intoTitle={title} onClose={() => setPasting(false)} /> : null}
    </div>
  );
};
