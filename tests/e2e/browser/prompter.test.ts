// The prompter in a real page: keys, wheel and hand move it, an edit never moves what is being read, and nothing but a transform does.

import { test as base, expect, type Page } from '@playwright/test';
import { type PrompterPageServer, servePrompterPage } from '../../support/prompter-page.ts';

interface Rig {
  open(query: string): Promise<Page>;
}

const test = base.extend<{ prompter: Rig }, { server: PrompterPageServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server = await servePrompterPage();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  prompter: async ({ page, server }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('console', (message) => {
      // The preview has no icon; everything else that the page says counts.
      if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
        complaints.push(message.text());
    });
    await page.setViewportSize({ width: 1920, height: 1080 });
    await use({
      open: async (query) => {
        await page.goto(server.url(query));
        await page.locator('[data-words]').first().waitFor();
        await page.evaluate(() => document.fonts.ready);
        return page;
      },
    });
    expect(complaints).toEqual([]);
  },
});

const phase = (page: Page) => page.getByTestId('prompter-phase');
const speed = (page: Page) => page.getByTestId('prompter-speed');
const place = (page: Page) => page.getByTestId('prompter-place');

/** How far the text has been moved, in pixels up. */
const moved = (page: Page): Promise<number> =>
  page.getByTestId('prompter-text').evaluate((element) => -new DOMMatrix(getComputedStyle(element).transform).m42);

/** The words on the reading line, and where on the screen they are. */
const readingLine = (page: Page): Promise<{ readonly words: string; readonly top: number }> =>
  page.getByTestId('prompter-viewport').evaluate((viewport) => {
    const box = viewport.getBoundingClientRect();
    // The covering sheets let the pointer through, so the point is the text's own.
    const at = document.caretPositionFromPoint(box.left + box.width * 0.3, box.top + box.height * 0.34 + 30);
    if (at === null || !(at.offsetNode instanceof Text)) throw new Error('no text on the reading line');
    const range = document.createRange();
    range.setStart(at.offsetNode, at.offset);
    range.setEnd(at.offsetNode, Math.min(at.offsetNode.length, at.offset + 4));
    return { words: range.toString(), top: Math.round(range.getBoundingClientRect().top) };
  });

test('a key that does nothing would leave the host without words', async ({ prompter }) => {
  const page = await prompter.open('letters=3000&speed=4');
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  const before = await moved(page);
  await page.keyboard.press('Space');
  await expect(phase(page)).toHaveAttribute('data-phase', 'playing');
  await expect.poll(() => moved(page)).toBeGreaterThan(before + 100);
  await page.keyboard.press('b');
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  await page.keyboard.press('ArrowUp');
  await expect(speed(page)).toHaveText('4.05×');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(speed(page)).toHaveText('3.55×');
  await page.keyboard.press('PageDown');
  await expect(place(page)).toContainText('2 / 5');
  await page.keyboard.press('End');
  await expect(place(page)).toContainText('5 / 5');
  await page.keyboard.press('Home');
  await expect(place(page)).toContainText('1 / 5');
});

test('after a jump the host finds the way back to the very line', async ({ prompter }) => {
  const page = await prompter.open('letters=3000&speed=8');
  await page.keyboard.press('Space');
  const start = await moved(page);
  await expect.poll(() => moved(page)).toBeGreaterThan(start + 300);
  await page.keyboard.press('Space');
  const reading = await readingLine(page);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect.poll(() => readingLine(page)).toEqual(reading);
});

test('an edit above and live figures within would make the text jump under the host’s eyes', async ({ prompter }) => {
  const page = await prompter.open('letters=3000&live');
  await page.keyboard.press('PageDown');
  const reading = await readingLine(page);
  const before = await moved(page);
  await page.getByTestId('edit').click();
  await expect.poll(() => moved(page)).toBeGreaterThan(before);
  expect(await readingLine(page)).toEqual(reading);
  const stock = page.locator('b', { hasText: /^\d{4}$/ }).first();
  const figure = await stock.textContent();
  await expect(stock).not.toHaveText(figure ?? '');
  expect(await readingLine(page)).toEqual(reading);
});

test('larger letters keep the words that are read on the reading line', async ({ prompter }) => {
  const page = await prompter.open('letters=3000');
  await page.keyboard.press('PageDown');
  await page.getByRole('slider').first().fill('80');
  await expect
    .poll(async () => {
      const { top } = await page
        .locator('[data-words]')
        .nth(1)
        .evaluate((element) => element.getBoundingClientRect());
      const viewport = await page
        .getByTestId('prompter-viewport')
        .evaluate((element) => element.getBoundingClientRect());
      return Math.abs(top - (viewport.top + viewport.height * 0.34)) < 40;
    })
    .toBe(true);
});

for (const turn of ['mirror', 'flip', 'mirror&flip']) {
  test(`turned by ${turn} it finds its lines all the same`, async ({ prompter }) => {
    const plain = await prompter.open('letters=3000');
    await plain.keyboard.press('PageDown');
    await plain.keyboard.press('PageDown');
    const expected = await moved(plain);
    const turned = await prompter.open(`letters=3000&${turn}`);
    await turned.keyboard.press('PageDown');
    await turned.keyboard.press('PageDown');
    await expect.poll(async () => Math.abs((await moved(turned)) - expected)).toBeLessThanOrEqual(1);
  });
}

test('a finger drags the text, a tap plays it, the wheel turns it while it stands and sets its speed while it runs', async ({
  prompter,
}) => {
  const page = await prompter.open('letters=3000&speed=1');
  const before = await moved(page);
  await page.mouse.move(600, 800);
  await page.mouse.down();
  await page.mouse.move(600, 700, { steps: 5 });
  await page.mouse.move(600, 500, { steps: 5 });
  await page.mouse.up();
  // The first pixels tell a drag from a tap.
  await expect.poll(() => moved(page)).toBeGreaterThan(before + 200);
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  const dragged = await moved(page);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => moved(page)).toBe(dragged + 200);
  await page.mouse.click(600, 700);
  await expect(phase(page)).toHaveAttribute('data-phase', 'playing');
  await page.mouse.wheel(0, 300);
  await expect(speed(page)).toHaveText('1.15×');
});

test('the countdown is seen before the text moves', async ({ prompter }) => {
  const page = await prompter.open('letters=1000&countdown=2000&speed=4');
  const before = await moved(page);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('prompter-countdown')).toHaveText('2');
  expect(await moved(page)).toBe(before);
  await expect(page.getByTestId('prompter-countdown')).toHaveText('1');
  await expect.poll(() => moved(page)).toBeGreaterThan(before);
  await expect(page.getByTestId('prompter-countdown')).toHaveCount(0);
});

test('pages turn with a clicker', async ({ prompter }) => {
  const page = await prompter.open('letters=3000&mode=page');
  const before = await moved(page);
  await page.keyboard.press('PageDown');
  const turned = await moved(page);
  expect(turned - before).toBeGreaterThan(500);
  await page.keyboard.press('PageUp');
  await expect.poll(() => moved(page)).toBe(before);
});

test('who asked the system for less motion gets whole lines instead of a glide', async ({ prompter, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await prompter.open('letters=3000&speed=10');
  await page.keyboard.press('Space');
  const start = await moved(page);
  const seen = await page.getByTestId('prompter-text').evaluate(
    (element) =>
      new Promise<readonly number[]>((resolve) => {
        const tops: number[] = [];
        const look = (): void => {
          tops.push(-new DOMMatrix(getComputedStyle(element).transform).m42);
          if (tops.length === 90) resolve(tops);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
  const places = new Set(seen);
  expect(Math.max(...seen)).toBeGreaterThan(start);
  expect(places.size).toBeLessThan(10);
});
