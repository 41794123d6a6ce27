// The host's screen, read from two metres: what to say, what it costs, what is left, how long, what the assistant wants.

import { useTranslation } from 'react-i18next';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { useReadyMark } from '../desk/use-ready-mark.ts';
import { HostMessageBand } from './host-message-band.tsx';
import { HostPaceOffer } from './host-pace-offer.tsx';
import { HostPromises } from './host-promises.tsx';
import { HostPrompter } from './host-prompter.tsx';
import styles from './host-screen.module.css';
import { HostSide } from './host-side.tsx';
import { HostStrip } from './host-strip.tsx';
import { HostTalk } from './host-talk.tsx';
import { useMeasuredPace } from './use-measured-pace.ts';

export const HostScreen = () => {
  const { t } = useTranslation('host');
  const pin = useTopic('pin.current');
  const products = useTopic('product.list');
  const deals = useTopic('deal.list');
  const script = useTopic('script.current');
  const hasMessage = useTopicSlice('message.list', (messages) => messages !== null && messages.current !== null);
  const pinned = pin?.pinned ?? null;
  const product = products?.find((row) => row.variantId === pinned?.variantId) ?? null;
  // The two topics come apart: the words of one product must never stand beside the price of another.
  const isOfPinned = script !== null && script.variantId === (pinned?.variantId ?? null);
  const phase = useTopicSlice('show.current', (show) => show?.phase ?? null);
  const { measured, onStep, forget } = useMeasuredPace(phase === 'rehearsing', script?.speaker ?? '');
  useReadyMark();

  return (
    <main className={styles.host} aria-label={t('title')}>
      <HostMessageBand />
      <HostPromises />
      {isOfPinned && pinned !== null && script.sections.length > 0 ? (
        <HostPrompter script={script} takesKeys={!hasMessage} onStep={onStep} />
      ) : (
        <HostTalk pin={pin} product={product} />
      )}
      {phase === 'live' ? null : measured.map((pace) => <HostPaceOffer key={pace.name} pace={pace} onDone={forget} />)}
      <HostSide pin={pin} product={product} deals={deals ?? []} productCount={products?.length ?? 0} />
      <HostStrip behindMs={pin?.behindMs ?? null} />
    </main>
  );
};
