// The menu: what a desktop app must have, and nothing that would take a key from the screens.

import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { inLanguage, type Sentence, WORDS } from './shell-words.ts';

export interface MenuActions {
  onOpenHost(): void;
  onOtherFolder(): void;
}

export const setMenu = ({ onOpenHost, onOtherFolder }: MenuActions): void => {
  const say = (sentence: Sentence): string => inLanguage(sentence, app.getLocale());
  const view: MenuItemConstructorOptions[] = [
    { label: say(WORDS.openHost), click: onOpenHost },
    { role: 'togglefullscreen' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
  ];
  if (!app.isPackaged) view.push({ role: 'toggleDevTools' });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      {
        label: say(WORDS.file),
        submenu: [
          { label: say(WORDS.otherFolder), click: onOtherFolder },
          { type: 'separator' },
          { label: say(WORDS.quit), role: 'quit' },
        ],
      },
      {
        label: say(WORDS.edit),
        submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
      },
      { label: say(WORDS.view), submenu: view },
    ]),
  );
};
