// What no page may do, whatever it tries: leave, open windows, get permissions, download what is not its own, embed.

import { app, type Session } from 'electron';
import { isOwnUrl } from './own-page.ts';

const lockContents = (): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
  });
};

const OWN_BLOBS = 'blob:app://kongtai/';

/** What a page of ours consists of; the developer tools bring their own. */
const LOADED = /^(app:\/\/kongtai\/|data:|blob:app:\/\/kongtai\/|devtools:)/;

/** Everything is bundled: a page of ours has nothing to fetch elsewhere, CSP or not. */
const lockSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // A report that the page itself has made may be saved, where the person says; nothing from elsewhere.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(OWN_BLOBS)) event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !LOADED.test(url) }));
};

/** Before any window: every page that comes into being is covered. */
export const lockDown = (): void => {
  // Root in a container has to say --no-sandbox, and with both no child process starts; windows ask for their sandbox themselves.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockContents();
  app.on('session-created', lockSession);
};
