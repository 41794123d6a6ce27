// The two windows: the desk, and the host's screen, each opened where it stood on the displays that there are.

import { BrowserWindow, screen, type WebContents } from 'electron';
import type { ShellNews } from '../contract/shell-news.ts';
import { ownPathOf, type ScreenName, screenUrl, troubleUrl } from './own-page.ts';
import { watchPage } from './page-recovery.ts';
import { type Place, placeWindow, rememberWindow, type Size } from './window-place.ts';
import type { WindowState } from './window-state.ts';

export interface Windows {
  /** Opens the window, or brings it to the front. Resolves once it is shown. */
  open(name: ScreenName): Promise<void>;
  close(name: ScreenName): void;
  toggleFullScreen(name: ScreenName): void;
  screenOf(contents: WebContents): ScreenName | null;
  /** The page of trouble in every window; `endTrouble` brings their screens back. */
  showTrouble(): void;
  endTrouble(): void;
  saveState(): void;
  /** Word to a window's page, if it is open. */
  tell(name: ScreenName, news: ShellNews): void;
}

export interface WindowsOptions {
  readonly preload: string;
  readonly state: WindowState;
  /** A person closes the desk, and with it the app; asked about elsewhere. */
  onDeskClose(): void;
  /** Windows may go. */
  isLeaving(): boolean;
  /** The system ends the session (Windows). */
  onSessionEnd(): void;
  /** The window is gone, whoever closed it. */
  onClosed(name: ScreenName): void;
  /** This window's page crashed too often. */
  onPageFalling(): void;
  /** A person left the page of trouble: another try. */
  onRetry(): void;
}

const SIZES: Readonly<Record<ScreenName, Size>> = {
  desk: { width: 1440, height: 900 },
  host: { width: 1280, height: 720 },
};
const LEAST: Readonly<Record<ScreenName, Size>> = {
  desk: { width: 1024, height: 640 },
  host: { width: 640, height: 360 },
};
const TITLES: Readonly<Record<ScreenName, string>> = { desk: '控台 Kongtai', host: '主播屏 Kongtai' };
/** As the screens' own ground, so that nothing flashes. */
const GROUND = '#0e1116';
const SETTLE_MS = 500;

const isTrouble = (url: string): boolean => ownPathOf(url)?.path === '/trouble';

/** The host's screen goes to a second display where there is one. */
const usualPlace = (name: ScreenName): Place => {
  const primary = screen.getPrimaryDisplay();
  if (name === 'desk') return primary;
  return screen.getAllDisplays().find(({ id }) => id !== primary.id) ?? primary;
};

export const createWindows = (options: WindowsOptions): Windows => {
  const { state } = options;
  const windows = new Map<ScreenName, BrowserWindow>();
  let settling: NodeJS.Timeout | undefined;

  const displayOf = (window: BrowserWindow): number => screen.getDisplayMatching(window.getBounds()).id;

  const remember = (name: ScreenName, window: BrowserWindow, isOpen: boolean): void => {
    const now = {
      bounds: window.getNormalBounds(),
      displayId: displayOf(window),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
      isOpen,
    };
    state.set(name, rememberWindow(state.of(name), now, screen.getAllDisplays()));
  };

  const tell = (name: ScreenName, news: ShellNews): void => windows.get(name)?.webContents.send('shell.news', news);

  const load = (window: BrowserWindow, url: string): void => {
    window.loadURL(url).catch((fault: Error & { readonly code?: string }) => {
      // Another navigation came in between, or the window was closed.
      if (fault.code !== 'ERR_ABORTED' && !window.isDestroyed()) console.error(`${url} was not loaded:`, fault);
    });
  };

  const loadScreen = (name: ScreenName, window: BrowserWindow): void =>
    load(window, screenUrl(name, displayOf(window)));

  const followState = (name: ScreenName, window: BrowserWindow): void => {
    let display = displayOf(window);
    const changed = (): void => {
      clearTimeout(settling);
      settling = setTimeout(() => {
        if (window.isDestroyed()) return;
        remember(name, window, true);
        state.save();
        if (displayOf(window) === display) return;
        display = displayOf(window);
        tell(name, { t: 'display', id: display });
      }, SETTLE_MS);
    };
    window.on('resize', changed);
    window.on('move', changed);
    window.on('enter-full-screen', changed);
    window.on('leave-full-screen', changed);
  };

  const followTrouble = (window: BrowserWindow): void => {
    let wasTrouble = false;
    window.webContents.on('did-navigate', (_event, url) => {
      const isNow = isTrouble(url);
      if (wasTrouble && !isNow) options.onRetry();
      wasTrouble = isNow;
    });
  };

  const create = (name: ScreenName): BrowserWindow => {
    const remembered = state.of(name);
    const place = placeWindow(remembered, screen.getAllDisplays(), usualPlace(name), SIZES[name]);
    const window = new BrowserWindow({
      ...place.bounds,
      minWidth: LEAST[name].width,
      minHeight: LEAST[name].height,
      show: false,
      title: TITLES[name],
      backgroundColor: GROUND,
      autoHideMenuBar: true,
      fullscreen: place.isFullScreen,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        // Hidden windows may be slowed down: every timer that matters runs in the engine.
        backgroundThrottling: true,
        spellcheck: false,
      },
    });
    if (place.isMaximized) window.maximize();
    windows.set(name, window);
    followState(name, window);
    followTrouble(window);
    watchPage(window, {
      load: () => loadScreen(name, window),
      onGiveUp: () => {
        options.onPageFalling();
        load(window, troubleUrl(name));
      },
    });
    window.on('session-end', options.onSessionEnd);
    window.on('close', (event) => {
      // What stood open is remembered before leaving, so that it stands open again.
      if (options.isLeaving()) return;
      if (name === 'desk') {
        event.preventDefault();
        options.onDeskClose();
        return;
      }
      remember(name, window, false);
      state.save();
    });
    window.on('closed', () => {
      windows.delete(name);
      options.onClosed(name);
    });
    return window;
  };

  const open = (name: ScreenName): Promise<void> => {
    const opened = windows.get(name);
    if (opened !== undefined) {
      if (opened.isMinimized()) opened.restore();
      opened.show();
      opened.focus();
      return Promise.resolve();
    }
    const window = create(name);
    const shown = new Promise<void>((resolve) => {
      window.once('ready-to-show', () => {
        window.show();
        resolve();
      });
    });
    loadScreen(name, window);
    return shown;
  };

  /** Where it belongs by what is remembered, as far as the displays are there. */
  const bringHome = (name: ScreenName, window: BrowserWindow): void => {
    const place = placeWindow(state.of(name), screen.getAllDisplays(), usualPlace(name), SIZES[name]);
    window.setFullScreen(false);
    window.setBounds(place.bounds);
    if (place.isMaximized) window.maximize();
    if (place.isFullScreen) window.setFullScreen(true);
  };
  screen.on('display-removed', (_event, { id }) => {
    for (const [name, window] of windows) if (state.of(name)?.displayId === id) bringHome(name, window);
  });
  screen.on('display-added', (_event, { id }) => {
    for (const [name, window] of windows) if (state.of(name)?.displayId === id) bringHome(name, window);
  });

  return {
    open,
    tell,
    close: (name) => windows.get(name)?.close(),
    toggleFullScreen: (name) => {
      const window = windows.get(name);
      window?.setFullScreen(!window.isFullScreen());
    },
    screenOf: (contents) => {
      for (const [name, window] of windows) if (window.webContents === contents) return name;
      return null;
    },
    showTrouble: () => {
      for (const [name, window] of windows) load(window, troubleUrl(name));
    },
    endTrouble: () => {
      for (const [name, window] of windows) if (isTrouble(window.webContents.getURL())) loadScreen(name, window);
    },
    saveState: () => {
      clearTimeout(settling);
      for (const [name, window] of windows) remember(name, window, true);
      state.save();
    },
  };
};
