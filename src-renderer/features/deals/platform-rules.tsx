// Where the show's deals are held, what is allowed there, and the owner's own limits beside it.

import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnerLimits, PlatformList } from '../../../src-main/contract/deal-documents.ts';
import { MOST_COOLDOWN_MS } from '../../../src-main/contract/deal-limits.ts';
import { duration, money } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { parseAmount, toAmountText } from '../../ui/money.ts';
import { runCommand } from '../desk/run-command.ts';
import { useDocument } from '../review/use-document.ts';
import styles from './platform-rules.module.css';

const FIELDS = ['leastPercent', 'leastPrice', 'mostQuantity', 'mostMinutes'] as const;
type LimitField = (typeof FIELDS)[number];
type LimitTexts = Readonly<Record<LimitField, string>>;

const toTexts = (limits: OwnerLimits, currency: string): LimitTexts => ({
  leastPercent: limits.leastPermille === null ? '' : String(limits.leastPermille / 10),
  leastPrice: limits.leastPriceMinor === null ? '' : toAmountText(money(limits.leastPriceMinor, currency)),
  mostQuantity: limits.mostQuantity === null ? '' : String(limits.mostQuantity),
  mostMinutes: limits.mostDurationMs === null ? '' : String(limits.mostDurationMs / 60_000),
});

/** '' is no limit; NaN what cannot be read. */
const number = (text: string, times = 1): number | null => {
  const said = text.normalize('NFKC').trim();
  if (said === '') return null;
  return /^\d{1,9}(\.\d)?$/.test(said) ? Math.round(Number(said) * times) : Number.NaN;
};

const readTexts = (texts: LimitTexts, currency: string): OwnerLimits | null => {
  const leastPermille = number(texts.leastPercent, 10);
  const leastPriceMinor =
    texts.leastPrice.trim() === '' ? null : (parseAmount(texts.leastPrice, currency) ?? Number.NaN);
  const mostQuantity = number(texts.mostQuantity);
  const most = number(texts.mostMinutes, 60_000);
  const all = [leastPermille, leastPriceMinor, mostQuantity, most];
  if (all.some((value) => Number.isNaN(value))) return null;
  return { leastPermille, leastPriceMinor, mostQuantity, mostDurationMs: most === null ? null : duration(most) };
};

const MOST_COOLDOWN = MOST_COOLDOWN_MS / 1000;

/** Between two shots, in seconds, whichever the platform. */
const CooldownForm = ({ onKept }: { readonly onKept: () => void }) => {
  const { t } = useTranslation('deal-desk');
  const kept = useTopicSlice('deal.shelf', (shelf) => String((shelf?.cooldownMs ?? 0) / 1000));
  const [text, setText] = useState(kept);
  const seconds = number(text, 10);
  const isRead = seconds !== null && seconds <= MOST_COOLDOWN * 10;

  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isRead) return;
    const cooldownMs = duration(seconds * 100);
    const reply = await runCommand('deal.cooldown.set', { commandId: newCommandId(), cooldownMs });
    if (reply.ok) onKept();
  };

  return (
    <form className={styles.limits} onSubmit={keep} noValidate data-testid="deal-cooldown">
      <p>{t('cooldownHint', { most: MOST_COOLDOWN })}</p>
      <label>
        <span>{t('cooldown')}</span>
        <input
          value={text}
          inputMode="decimal"
          data-testid="deal-cooldown-seconds"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button type="submit" disabled={!isRead} data-testid="deal-cooldown-keep">
        {t('keep')}
      </Button>
    </form>
  );
};

interface LimitFormProps {
  readonly platformId: string;
  readonly limits: OwnerLimits;
  readonly currency: string;
  readonly onKept: () => void;
}

const LimitForm = ({ platformId, limits, currency, onKept }: LimitFormProps) => {
  const { t } = useTranslation('deal-desk');
  const [texts, setTexts] = useState(() => toTexts(limits, currency));
  const read = readTexts(texts, currency);

  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (read === null) return;
    const reply = await runCommand('deal.limits.set', { commandId: newCommandId(), platformId, ...read });
    if (reply.ok) onKept();
  };

  return (
    <form className={styles.limits} onSubmit={keep} noValidate data-testid="deal-limits">
      <p>{t('limitsHint')}</p>
      {FIELDS.map((field) => (
        <label key={field}>
          <span>{t(`limit.${field}`)}</span>
          <input
            value={texts[field]}
            inputMode="decimal"
            placeholder={t('noLimit')}
            data-testid={`deal-limit-${field}`}
            onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
          />
        </label>
      ))}
      <Button type="submit" disabled={read === null} data-testid="deal-limits-keep">
        {t('keep')}
      </Button>
    </form>
  );
};

export const PlatformRules = ({ onChange }: { readonly onChange: () => void }) => {
  const { t, i18n } = useTranslation('deal-desk');
  const read = useCallback(() => request('deal.platform.list', {}), []);
  const list = useDocument<PlatformList>(read);
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const [isOpen, setOpen] = useState(false);
  if (list.status !== 'ready') return null;
  const { platforms, chosen, problems, userDir } = list.value;
  const platform = platforms.find(({ platformId }) => platformId === chosen);
  const isChinese = i18n.language.startsWith('zh');

  const changed = (): void => {
    list.again();
    onChange();
  };
  const choose = async (platformId: string): Promise<void> => {
    const reply = await runCommand('deal.platform.choose', { commandId: newCommandId(), platformId });
    if (reply.ok) changed();
  };

  return (
    <section className={styles.rules}>
      <div className={styles.head}>
        <label>
          <span>{t('platform')}</span>
          <select value={chosen} data-testid="deal-platform" onChange={(event) => void choose(event.target.value)}>
            {platforms.map(({ platformId, title }) => (
              <option key={platformId} value={platformId}>
                {isChinese ? title.zh : title.en}
              </option>
            ))}
          </select>
        </label>
        <Button kind="quiet" aria-expanded={isOpen} data-testid="deal-limits-open" onClick={() => setOpen(!isOpen)}>
          {t('limits')}
        </Button>
      </div>
      {platform === undefined ? null : (
        <p className={styles.source}>{t('platformLimits', limitWords(platform.limits))}</p>
      )}
      {problems.map(({ details }) => (
        <p key={details.file} className={styles.problem}>
          {t('badPlatform', { file: details.file, place: details.place })}
        </p>
      ))}
      {isOpen && platform !== undefined ? (
        <>
          <LimitForm
            key={`${platform.platformId}${JSON.stringify(platform.ownerLimits)}`}
            platformId={platform.platformId}
            limits={platform.ownerLimits}
            currency={currency}
            onKept={() => {
              setOpen(false);
              changed();
            }}
          />
          <CooldownForm onKept={() => setOpen(false)} />
          <p className={styles.source}>{t('platformFiles', { dir: userDir })}</p>
        </>
      ) : null}
    </section>
  );
};

type Limits = PlatformList['platforms'][number]['limits'];

const limitWords = ({ countdownMs, durationMs, sharePermille }: Limits) => ({
  countdown: `${countdownMs.least / 1000}–${countdownMs.most / 1000}`,
  duration: `${Math.round(durationMs.least / 6000) / 10}–${durationMs.most / 60_000}`,
  share: `${sharePermille.least / 10}–${sharePermille.most / 10}`,
});
