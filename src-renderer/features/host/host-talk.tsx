// The large left side: what can be said about the pinned product; what comes next while nothing is pinned.

import { useTranslation } from 'react-i18next';
import type { PinTopic, ProductRow } from '../../../src-main/contract/topics.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import styles from './host-talk.module.css';
import { talkSizeOf } from './talk-size.ts';

interface HostTalkProps {
  readonly pin: PinTopic | null;
  readonly product: ProductRow | null;
}

const NothingPinned = ({ pin }: { readonly pin: PinTopic | null }) => {
  const { t, i18n } = useTranslation('host');
  const next = pin?.next ?? null;
  return (
    <section className={styles.talk} aria-label={t('talk')}>
      <p className={styles.label}>{t('nothingPinned')}</p>
      {next === null ? null : (
        <>
          <p className={styles.nextWord}>{t('nextIs')}</p>
          <p className={styles.nextTitle}>
            {t('number', { number: next.number })} · <bdi>{next.title}</bdi>
          </p>
          <p className={styles.nextPrice}>{formatTidyMoney(next.price, i18n.language)}</p>
        </>
      )}
    </section>
  );
};

export const HostTalk = ({ pin, product }: HostTalkProps) => {
  const { t } = useTranslation('host');
  const pinned = pin?.pinned ?? null;
  if (pinned === null) return <NothingPinned pin={pin} />;
  const points = pinned.sellingPoints;
  return (
    <section className={styles.talk} aria-label={t('talk')} data-size={talkSizeOf(points)}>
      {points.length === 0 ? (
        <p className={styles.nextTitle}>{product?.title ?? ''}</p>
      ) : (
        <>
          <p className={styles.label}>{t('points', { count: points.length })}</p>
          <ol className={styles.points}>
            {points.map((point) => (
              <li key={point}>
                <bdi>{point}</bdi>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
};
