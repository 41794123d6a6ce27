// prompter.frames: how many frames come late while the prompter scrolls 20 000 characters, beside a page that moves an empty layer.

import { type Browser, chromium, type Page } from '@playwright/test';
import { browserArgs, findBrowser } from '../support/browser-binary.ts';
import { servePrompterPage } from '../support/prompter-page.ts';
import { type Bench, CannotRun } from './bench.ts';
import { percent } from './figures.ts';

const SCREEN = { width: 1920, height: 1080 };
/** At 60 a second a frame has 16.7 ms. */
const LATE_MS = 20;
/** Fonts, first layout and the first sections that come near are over by then. */
const WARM_UP_MS = 3000;

interface Frames {
  readonly frames: number;
  readonly late: number;
  readonly longestMs: number;
  readonly movedPx: number;
}

/** Watches the frames of a page whose moving layer `selector` names. */
const watchFrames = (page: Page, selector: string, forMs: number): Promise<Frames> =>
  page.evaluate(
    ([layer, span, late]) =>
      new Promise<Frames>((resolve, reject) => {
        const element = document.querySelector(layer);
        if (element === null) return reject(new Error(`the page has no ${layer}`));
        const place = (): number => -new DOMMatrix(getComputedStyle(element).transform).m42;
        const from = place();
        let [frames, lateOnes, longestMs, startedAt, before] = [0, 0, 0, 0, 0];
        const look = (now: number): void => {
          if (before === 0) startedAt = now;
          else {
            frames += 1;
            if (now - before > late) lateOnes += 1;
            longestMs = Math.max(longestMs, now - before);
          }
          before = now;
          if (now - startedAt < span) requestAnimationFrame(look);
          else resolve({ frames, late: lateOnes, longestMs, movedPx: place() - from });
        };
        requestAnimationFrame(look);
      }),
    [selector, forMs, LATE_MS] as const,
  );

const watchPrompter = async (browser: Browser, url: string, forMs: number): Promise<Frames> => {
  const page = await browser.newPage({ viewport: SCREEN });
  try {
    await page.goto(url);
    await page.locator('[data-words]').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.keyboard.press('Space');
    await page.locator('[data-testid="prompter-phase"][data-phase="playing"]').waitFor();
    await page.waitForTimeout(WARM_UP_MS);
    const seen = await watchFrames(page, '[data-testid="prompter-text"]', forMs);
    if (seen.movedPx <= 0) throw new Error('the prompter did not scroll');
    return seen;
  } finally {
    await page.close();
  }
};

/** As tall as such a text is, and as quick. */
const watchEmptyLayer = async (browser: Browser, forMs: number): Promise<Frames> => {
  const page = await browser.newPage({ viewport: SCREEN });
  try {
    await page.setContent(
      '<body style="margin:0;overflow:hidden;background:#000"><div id="layer" style="height:120000px;will-change:transform"></div>',
    );
    await page.evaluate(() => {
      const layer = document.getElementById('layer');
      const move = (now: number): void => {
        if (layer !== null) layer.style.transform = `translate3d(0, ${-now / 10}px, 0)`;
        requestAnimationFrame(move);
      };
      requestAnimationFrame(move);
    });
    await page.waitForTimeout(WARM_UP_MS);
    return await watchFrames(page, '#layer', forMs);
  } finally {
    await page.close();
  }
};

const shareOf = ({ frames, late }: Frames): number => late / frames;

const tell = (seen: Frames): string =>
  `${percent(shareOf(seen))} of ${seen.frames}, the longest ${seen.longestMs.toFixed(0)} ms`;

export const bench: Bench = {
  name: 'prompter.frames',
  bar: 0.01,
  passes: 'at most',
  run: async (size) => {
    const executablePath = findBrowser();
    if (executablePath === null)
      throw new CannotRun('there is no Chromium: install one (apt-get install chromium) or name it in CHROMIUM_PATH');
    const forMs = size === 'full' ? 60_000 : 6_000;
    const server = await servePrompterPage();
    const browser = await chromium.launch({ executablePath, args: browserArgs() });
    try {
      const before = await watchEmptyLayer(browser, forMs / 2);
      const seen = await watchPrompter(browser, server.url('letters=20000&speed=2&live'), forMs);
      const after = await watchEmptyLayer(browser, forMs / 2);
      const bare: Frames = {
        frames: before.frames + after.frames,
        late: before.late + after.late,
        longestMs: Math.max(before.longestMs, after.longestMs),
        movedPx: before.movedPx + after.movedPx,
      };
      return {
        ratio: shareOf(seen),
        alsoHolds: true,
        detail:
          `frames over ${LATE_MS} ms in ${forMs / 1000} s: ${tell(seen)}, ${seen.movedPx.toFixed(0)} px of 20 000 characters with a live stock; ` +
          `an empty layer, half before and half after: ${tell(bare)}`,
      };
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
