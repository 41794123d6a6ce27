// Opens the host's screen: a second window on the desktop, a second tab in a browser.

export const openHost = (): void => {
  if (window.kongtai !== undefined) {
    void window.kongtai.shell('open-host');
    return;
  }
  // The tab inherits this one's session storage, and with it the token.
  window.open('host.html', 'kongtai-host');
};
