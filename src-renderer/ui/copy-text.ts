// Copies a text as a person's own selection does: the desktop closes the clipboard itself to pages.

/** True where the text now lies on the clipboard; only to be called from a click or a key. */
export const copyText = (text: string): boolean => {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.setAttribute('aria-hidden', 'true');
  // Within an open dialog, which would take the focus back from anything outside.
  (focused?.closest('[role="dialog"]') ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
};
