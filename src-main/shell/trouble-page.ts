// What a window shows in place of its screen when the engine or the page itself cannot run: a sentence, the folder, a way on.

import { type ScreenName, screenUrl } from './own-page.ts';
import { type Sentence, troubleSentence, WORDS } from './shell-words.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

export const TROUBLE_CSS = `
:root { color-scheme: dark; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 16px; padding: 48px; box-sizing: border-box;
  background: #0e1116; color: #e6e9ee; font: 18px/1.6 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0; font-size: 24px; font-weight: 600; max-width: 34em; }
p { margin: 0; max-width: 44em; color: #b6bfcb; overflow-wrap: anywhere; }
code { font: 15px/1.6 ui-monospace, monospace; color: #8b95a3; }
a { justify-self: start; padding: 8px 20px; border-radius: 6px; background: #2b6de0; color: #fff; text-decoration: none; }
a:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
`;

const line = (tag: 'h1' | 'p', { zh, en }: Sentence): string =>
  `<${tag} lang="zh-CN">${escapeHtml(zh)}</${tag}><p lang="en">${escapeHtml(en)}</p>`;

/** A whole document without script: its one link leads back to the screen, which is another try. */
export const troublePage = (code: string, from: ScreenName, dataDir: string): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>控台 Kongtai</title><link rel="stylesheet" href="/trouble.css"></head>
<body data-testid="trouble" data-code="${escapeHtml(code)}">
${line('h1', troubleSentence(code))}
<p><code>${escapeHtml(dataDir)} · ${escapeHtml(code)}</code></p>
${line('p', WORDS.otherFolderHint)}
<a href="${screenUrl(from)}">${escapeHtml(WORDS.tryAgain.zh)} / ${escapeHtml(WORDS.tryAgain.en)}</a>
</body>
</html>
`;
