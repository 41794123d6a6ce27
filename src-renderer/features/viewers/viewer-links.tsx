// Other accounts of a viewer, as a person says: who they are and where they were seen, one more to find and join, each to take out again.

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewerCard } from '../../../src-main/contract/documents.ts';
import type { ViewerView } from '../../../src-main/contract/topics.ts';
import type { SourceId, ViewerId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './viewer-links.module.css';

interface ViewerLinksProps {
  readonly card: ViewerCard;
  readonly onChange: () => void;
}

const useSourceName = (): ((sourceId: SourceId | null) => string | null) => {
  const attached = useTopic('source.list') ?? [];
  const kept = useTopic('source.shelf')?.rows ?? [];
  const names = new Map<string, string>([...attached, ...kept].map(({ sourceId, name }) => [sourceId, name]));
  return (sourceId) => (sourceId === null ? null : (names.get(sourceId) ?? sourceId));
};

interface FoundProps {
  readonly text: string;
  readonly known: ReadonlySet<ViewerId>;
  readonly onChoose: (viewer: ViewerView) => void;
}

const Found = ({ text, known, onChoose }: FoundProps) => {
  const { t } = useTranslation('viewer-links');
  const read = useCallback(() => request('viewer.search', { text }), [text]);
  const found = useDocument(read);
  return (
    <DocumentFrame document={found}>
      {(viewers) => {
        const others = viewers.filter(({ viewerId }) => !known.has(viewerId));
        if (others.length === 0) return <p className={styles.quiet}>{t('nobody')}</p>;
        return (
          <ul className={styles.found}>
            {others.map((viewer) => (
              <li key={viewer.viewerId}>
                <button type="button" data-testid="viewer-link-choose" onClick={() => onChoose(viewer)}>
                  <bdi>{viewer.name}</bdi>
                  <small>
                    <bdi>{viewer.viewerId}</bdi>
                  </small>
                </button>
              </li>
            ))}
          </ul>
        );
      }}
    </DocumentFrame>
  );
};

export const ViewerLinks = ({ card, onChange }: ViewerLinksProps) => {
  const { t } = useTranslation('viewer-links');
  const run = useCommand();
  const nameOf = useSourceName();
  const [isLinking, setLinking] = useState(false);
  const [text, setText] = useState('');
  const { viewerId } = card.viewer;

  const join = async (other: ViewerView): Promise<void> => {
    const reply = await run('viewer.link', { commandId: newCommandId(), viewerId, otherId: other.viewerId });
    if (!reply.ok) return;
    setLinking(false);
    setText('');
    onChange();
  };
  const leave = async (leaving: ViewerId): Promise<void> => {
    const reply = await run('viewer.unlink', { commandId: newCommandId(), viewerId: leaving });
    if (reply.ok) onChange();
  };

  return (
    <section className={styles.links}>
      <ul className={styles.people}>
        {card.linked.map(({ viewer, sourceId }) => (
          <li key={viewer.viewerId} data-testid="viewer-linked">
            <span>
              {t('also')} <bdi>{viewer.name}</bdi>
              {sourceId === null ? null : <small>{nameOf(sourceId)}</small>}
            </span>
            <Button kind="quiet" data-testid="viewer-unlink" onClick={() => leave(viewer.viewerId)}>
              {t('unlink')}
            </Button>
          </li>
        ))}
      </ul>
      {isLinking ? (
        <>
          <input
            className={styles.search}
            data-testid="viewer-link-search"
            value={text}
            maxLength={200}
            aria-label={t('search')}
            placeholder={t('search')}
            onChange={(event) => setText(event.target.value)}
          />
          {text.trim() === '' ? null : (
            <Found
              text={text.trim()}
              known={new Set([viewerId, ...card.linked.map(({ viewer }) => viewer.viewerId)])}
              onChoose={join}
            />
          )}
          <p className={styles.quiet}>{t('explain')}</p>
        </>
      ) : (
        <Button kind="quiet" data-testid="viewer-link" onClick={() => setLinking(true)}>
          {t('link')}
        </Button>
      )}
    </section>
  );
};
