// The host's screen, read from two metres: what to say, what it costs, what is left, how long, what the assistant wants.

import { useTranslation } from 'react-i18next';
import { useTopic } from '../../state/live-store.ts';
import { useReadyMark } from '../desk/use-ready-mark.ts';
import { HostMessageBand } from './host-message-band.tsx';
import styles from './host-screen.module.css';
import { HostSide } from './host-side.tsx';
import { HostStrip } from './host-strip.tsx';
import { HostTalk } from './host-talk.tsx';

export const HostScreen = () => {
  const { t } = useTranslation('host');
  const pin = useTopic('pin.current');
  const products = useTopic('product.list');
  const deals = useTopic('deal.list');
  const pinned = pin?.pinned ?? null;
  const product = products?.find((row) => row.variantId === pinned?.variantId) ?? null;
  useReadyMark();

  return (
    <main className={styles.host} aria-label={t('title')}>
      <HostMessageBand />
      <HostTalk pin={pin} product={product} />
      <HostSide pin={pin} product={product} deals={deals ?? []} productCount={products?.length ?? 0} />
      <HostStrip behindMs={pin?.behindMs ?? null} />
    </main>
  );
};
