// The bottom strip: live sales, people, pace and the clock; what is not heard any more is grey, with its age.

import { useTranslation } from 'react-i18next';
import type { FigureName, ShowTopic } from '../../../src-main/contract/topics.ts';
import { useEngineNow, useLinkStatus, useTopic } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatLongSpan } from '../../ui/time.ts';
import { chartFormats } from '../charts/chart-words.ts';
import { waitSpanOf } from '../questions/waiting.ts';
import { Countdown } from './host-message-words.tsx';
import styles from './host-strip.module.css';
import { behindOf } from './pacing.ts';

const Clock = ({ show }: { readonly show: ShowTopic | null }) => {
  const { i18n } = useTranslation('host');
  const now = useEngineNow(1000);
  const elapsed = show === null || show.startedAt === null ? null : (show.endedAt ?? now) - show.startedAt;
  return (
    <p className={styles.clock}>
      {elapsed === null ? null : <b>{formatLongSpan(elapsed)}</b>}
      <time>{chartFormats(i18n.language, 'CNY').time(now)}</time>
    </p>
  );
};

const StaleBadge = ({ since }: { readonly since: number }) => {
  const { t } = useTranslation(['host', 'questions']);
  const now = useEngineNow(1000);
  const span = waitSpanOf(now - since);
  return (
    <p className={styles.stale} role="status">
      {t('host:stale', { ago: t(`questions:span.${span.unit}`, { count: span.count }) })}
    </p>
  );
};

/** A timer goes on in sight after it was acknowledged, until a little after its end. */
const STAYS_MS = 15_000;

const Timers = () => {
  const { t } = useTranslation('host');
  const messages = useTopic('message.list');
  const now = useEngineNow(1000);
  const timers = (messages?.latest ?? []).flatMap((message) =>
    message.kind === 'timer' && message.acknowledgedAt !== null && message.endsAt + STAYS_MS > now ? [message] : [],
  );
  return timers.slice(0, 2).map(({ messageId, text, endsAt }) => (
    <p key={messageId} className={styles.figure}>
      <span>
        <bdi>{text === '' ? t('message.timer') : text}</bdi>
      </span>
      <Countdown endsAt={endsAt} />
    </p>
  ));
};

export const HostStrip = ({ behindMs }: { readonly behindMs: number | null }) => {
  const { t, i18n } = useTranslation('host');
  const show = useTopic('show.current');
  const kpi = useTopic('kpi.live');
  const currency = show?.currency ?? 'CNY';
  const money = (minor: number | null): string =>
    minor === null ? '—' : formatMoney({ minor: Math.round(minor), currency }, i18n.language, 'whole');
  const online = kpi?.figures.online.value ?? null;
  const behind = behindMs === null ? null : behindOf(behindMs);
  const isLost = useLinkStatus() === 'closed';
  const staleBy = kpi?.staleBy ?? null;
  const staleSince = staleBy?.gmv ?? staleBy?.online ?? null;
  const isStale = (name: FigureName): boolean => isLost || (staleBy?.[name] ?? null) !== null;

  return (
    <section className={styles.strip} aria-label={t('sales')}>
      <p className={styles.figure} data-stale={isStale('gmv')}>
        <span>
          {t('gmv')}
          {kpi?.isProvisional === true ? <small>{t('provisional')}</small> : null}
        </span>
        <b className={styles.sales} data-testid="kpi-gmv">
          {money(kpi?.figures.gmv.value ?? null)}
        </b>
      </p>
      <p className={styles.figure} data-stale={isStale('online')}>
        <span>{t('online')}</span>
        <b data-testid="kpi-online">{online === null ? '—' : new Intl.NumberFormat(i18n.language).format(online)}</b>
      </p>
      <p className={styles.figure} data-stale={isStale('gmvPerMinute')}>
        <span>{t('perMinute')}</span>
        <b>{money(kpi?.figures.gmvPerMinute.value ?? null)}</b>
      </p>
      {behind === null ? null : (
        <p className={styles.figure} data-stale={isLost}>
          <span>{t('pace')}</span>
          <b data-behind={behind.kind}>
            {behind.kind === 'on_time' ? t('onTime') : t(behind.kind, { count: behind.minutes })}
          </b>
        </p>
      )}
      <Timers />
      {staleSince === null ? null : <StaleBadge since={staleSince} />}
      <Clock show={show} />
    </section>
  );
};
