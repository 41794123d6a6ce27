// The keys that are used most, always in sight; while a number is typed, what Enter would pin.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { carryOut } from './carry-out.ts';
import styles from './key-hints.module.css';
import { DESK_KEYS, type DeskKey } from './key-table.ts';

const TypedNumber = ({ typed }: { readonly typed: string }) => {
  const { t } = useTranslation('keys');
  const title = useTopicSlice(
    'product.list',
    (products) => products?.find((row) => String(row.number) === typed)?.title ?? null,
  );
  return (
    <output className={styles.typed} data-testid="typed-number">
      <b>{typed}</b>
      {title === null ? t('noSuchNumber') : t('enterPins', { title })}
    </output>
  );
};

export const KeyCaps = ({ entry }: { readonly entry: DeskKey }) => {
  const { t } = useTranslation('keys');
  return (
    <span className={styles.caps}>
      {entry.keys.map((key) => (
        <Kbd key={key}>{t(`key.${key}`, key)}</Kbd>
      ))}
    </span>
  );
};

/** What a click on a hint does; F and numbers need the keyboard itself. */
const CLICKS = {
  unpin: { do: 'unpin' },
  next: { do: 'next-cue' },
  freeze: { do: 'freeze' },
  message: { do: 'message' },
  emergency: { do: 'emergency', card: 'wrong_offer' },
  keys: { do: 'keys' },
} as const;

const isClickable = (name: string): name is keyof typeof CLICKS => Object.hasOwn(CLICKS, name);

export const KeyHints = () => {
  const { t } = useTranslation('keys');
  const typed = useDesk((desk) => desk.typed);
  if (typed !== '') return <TypedNumber typed={typed} />;
  return (
    <ul className={styles.hints} aria-label={t('title')}>
      {DESK_KEYS.filter((entry) => entry.isInFooter).map((entry) => {
        const { name } = entry;
        return (
          <li key={name}>
            {isClickable(name) ? (
              <button type="button" className={styles.hint} onClick={() => carryOut(CLICKS[name])}>
                <KeyCaps entry={entry} /> {t(`short.${name}`)}
              </button>
            ) : (
              <span className={styles.hint}>
                <KeyCaps entry={entry} /> {t(`short.${name}`)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
};
