// The command palette: type a few characters, Enter does it; every command of the desk and every product is here.

import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './palette.module.css';
import { type PaletteEntry, paletteEntries } from './palette-entries.ts';
import { searchEntries } from './palette-search.ts';

const MOST_SHOWN = 40;

const PaletteBox = () => {
  const { t } = useTranslation(['palette', 'keys']);
  const desk = useDesk((state) => state);
  const show = useTopic('show.current');
  const products = useTopic('product.list');
  const isPinned = useTopicSlice('pin.current', (pin) => pin !== null && pin.pinned !== null);
  const next = useTopicSlice('pin.current', (pin) => pin?.next ?? null);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const entries = useMemo(
    () => paletteEntries({ t, show, products: products ?? [], isPinned, next, desk }),
    [t, show, products, isPinned, next, desk],
  );
  const found = useMemo(() => searchEntries(entries, search, MOST_SHOWN), [entries, search]);
  const chosen = found[Math.min(at, found.length - 1)];

  const run = (entry: PaletteEntry): void => {
    desk.closeDialog();
    entry.run();
  };
  const step = (by: number): void => {
    const next = (Math.min(at, found.length - 1) + by + found.length) % Math.max(1, found.length);
    setAt(next);
    document.getElementById(`palette-${found[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' && chosen !== undefined) run(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.palette} data-testid="palette">
      <input
        className={styles.field}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.id}`}
        aria-label={t('palette:title')}
        placeholder={t('palette:hint')}
        autoComplete="off"
        spellCheck={false}
        value={search}
        // biome-ignore lint/a11y/noAutofocus: the palette was opened to type in it
        autoFocus
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" className={styles.list} role="listbox" aria-label={t('palette:title')}>
        {found.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={entry.id}
            id={`palette-${entry.id}`}
            className={styles.entry}
            role="option"
            tabIndex={-1}
            aria-selected={entry === chosen}
            data-testid="palette-entry"
            onClick={() => run(entry)}
          >
            <span>{entry.text}</span>
            {entry.hint === '' ? null : <Kbd>{entry.hint}</Kbd>}
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{t('palette:none', { search })}</p> : null}
      </div>
    </div>
  );
};

export const Palette = () => {
  const { t } = useTranslation('palette');
  const isOpen = useDesk((desk) => desk.dialog?.kind === 'palette');
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (!isOpen) return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} isBare>
      <PaletteBox />
    </Dialog>
  );
};
