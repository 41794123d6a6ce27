// Which attached rooms will not carry a command out, said where it is given: their viewers see the overlay.

import { useTranslation } from 'react-i18next';
import type { RoomCommandKind } from '../../../src-main/contract/room-protocol.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import styles from './ability-note.module.css';

interface AbilityNoteProps {
  readonly kind: RoomCommandKind;
}

export const AbilityNote = ({ kind }: AbilityNoteProps) => {
  const { t } = useTranslation('sources');
  const shelf = useTopic('source.shelf');
  const shops = new Set<string>(shelf?.rows.filter(({ hasViewers }) => !hasViewers).map(({ sourceId }) => sourceId));
  // With none that carries it out, one sentence says so of all.
  const canAnybody = useTopicSlice('source.list', (sources) =>
    sources?.some(({ capabilities }) => capabilities.includes(kind)),
  );
  // A room that is not connected has not said what it can; replays carry nothing by their nature.
  const unable = useTopicSlice(
    'source.list',
    (sources) =>
      sources
        ?.filter((each) => each.kind !== 'replay' && (each.status === 'live' || each.status === 'stale'))
        .filter(({ capabilities }) => !capabilities.includes(kind)) ?? [],
  );
  const rooms = unable.filter(({ sourceId }) => !shops.has(sourceId));
  if (canAnybody === false && unable.length > 0) {
    return (
      <p className={styles.notes} data-testid="ability-note" data-kind={kind}>
        {t('noneCarries', { what: t(`capability.${kind}`) })}
      </p>
    );
  }
  if (rooms.length === 0) return null;
  return (
    <ul className={styles.notes} data-testid="ability-note" data-kind={kind}>
      {rooms.map(({ sourceId, name, capabilities }) => (
        <li key={sourceId}>
          <bdi>
            {capabilities.length === 0
              ? t('canOnlyRead', { name })
              : t('cannotCarry', { name, what: t(`capability.${kind}`) })}
          </bdi>
        </li>
      ))}
    </ul>
  );
};
