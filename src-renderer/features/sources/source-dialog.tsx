// The sources of the show: those attached and those kept, one to add, and recordings to write and to play.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceKindView } from '../../../src-main/contract/source-documents.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Recordings } from '../recordings/recordings.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { SecretKeeping } from './secret-keeping.tsx';
import { SourceAdd } from './source-add.tsx';
import styles from './source-dialog.module.css';
import type { SourceSeed } from './source-draft.ts';
import { SourceRow } from './source-row.tsx';

const readKinds = () => request('source.kinds', {});

interface SourceListProps {
  readonly kinds: readonly SourceKindView[];
  readonly onOffer: (seed: SourceSeed) => void;
  /** One is being added above. */
  readonly isAdding: boolean;
}

const SourceList = ({ kinds, onOffer, isAdding }: SourceListProps) => {
  const { t } = useTranslation('sources');
  const attached = useTopic('source.list') ?? [];
  const kept = useTopic('source.shelf')?.rows ?? [];
  const now = useEngineNow(1000);
  const keptIds = new Set<string>(kept.map(({ sourceId }) => sourceId));
  const others = attached.filter(({ sourceId }) => !keptIds.has(sourceId));
  const kindOf = (name: string): SourceKindView | null => kinds.find(({ kind }) => kind === name) ?? null;
  if (kept.length + others.length === 0) return isAdding ? null : <p className={styles.facts}>{t('noneHint')}</p>;
  return (
    <ul className={styles.sources}>
      {others.map((row) => (
        <SourceRow key={row.sourceId} config={null} row={row} kind={kindOf(row.kind)} now={now} onOffer={onOffer} />
      ))}
      {kept.map((config) => (
        <SourceRow
          key={config.sourceId}
          config={config}
          row={attached.find(({ sourceId }) => sourceId === config.sourceId) ?? null}
          kind={kindOf(config.kind)}
          now={now}
          onOffer={onOffer}
        />
      ))}
    </ul>
  );
};

const SourceManager = ({ kinds }: { readonly kinds: readonly SourceKindView[] }) => {
  const { t } = useTranslation('sources');
  const [isAdding, setAdding] = useState(false);
  const [seed, setSeed] = useState<SourceSeed | null>(null);
  const open = (next: SourceSeed | null): void => {
    setSeed(next);
    setAdding(true);
  };
  const [first, ...rest] = kinds;
  return (
    <section>
      <div className={styles.head}>
        <h3>{t('list')}</h3>
        {first === undefined ? null : (
          <Button
            kind={isAdding ? 'quiet' : 'primary'}
            data-testid="source-add-open"
            aria-expanded={isAdding}
            onClick={() => (isAdding ? setAdding(false) : open(null))}
          >
            {t('add.title')}
          </Button>
        )}
      </div>
      {isAdding && first !== undefined ? (
        // Another offer begins the form anew.
        <SourceAdd key={JSON.stringify(seed)} kinds={[first, ...rest]} seed={seed} onDone={() => setAdding(false)} />
      ) : null}
      <SourceList kinds={kinds} onOffer={open} isAdding={isAdding} />
      <SecretKeeping />
    </section>
  );
};

const Body = () => {
  const kinds = useDocument(readKinds);
  return (
    <div className={styles.body}>
      <DocumentFrame document={kinds}>{(value) => <SourceManager kinds={value} />}</DocumentFrame>
      <Recordings />
    </div>
  );
};

export const SourceDialog = () => {
  const { t } = useTranslation('sources');
  const isOpen = useDesk((desk) => desk.dialog?.kind === 'source');
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (!isOpen) return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <Body />
    </Dialog>
  );
};
