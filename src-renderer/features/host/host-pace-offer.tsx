// After a rehearsal: how fast the host has really spoken, to be taken over with one touch or left.

import { useTranslation } from 'react-i18next';
import { newCommandId, request } from '../../client/client.ts';
import { useHostPace } from '../scripts/use-host-pace.ts';
import styles from './host-pace-offer.module.css';
import type { MeasuredPace } from './use-measured-pace.ts';

/** So near to what is set that it is the same. */
const SAME = 5;

interface HostPaceOfferProps {
  readonly pace: MeasuredPace;
  readonly onDone: (name: string) => void;
}

export const HostPaceOffer = ({ pace, onDone }: HostPaceOfferProps) => {
  const { t } = useTranslation('host');
  const { name, charactersPerMinute } = pace;
  const set = useHostPace(name);
  if (Math.abs(set.charactersPerMinute - charactersPerMinute) < SAME) return null;
  const take = async (): Promise<void> => {
    const reply = await request('pace.set', { commandId: newCommandId(), name, charactersPerMinute });
    if (reply.ok) onDone(name);
  };
  return (
    <div className={styles.offer} role="status" data-testid="pace-offer">
      <span>
        {name === '' ? null : <bdi>{name} · </bdi>}
        {t('speech.measured', { count: charactersPerMinute, set: set.charactersPerMinute })}
      </span>
      <button type="button" className={styles.take} data-testid="pace-take" onClick={() => void take()}>
        {t('speech.take')}
      </button>
      <button type="button" className={styles.leave} onClick={() => onDone(name)}>
        {t('speech.leave')}
      </button>
    </div>
  );
};
