// Hands a file to the browser, which asks or knows where to put it.

/** Long enough for the browser to have begun reading it. */
const READ_WITHIN_MS = 60_000;

export const saveFile = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
};
