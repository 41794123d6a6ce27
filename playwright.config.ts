import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './tests/support/browser-binary.ts';

const browser = findBrowser();

export default defineConfig({
  testMatch: '**/*.test.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  outputDir: 'test-results',
  projects: [
    {
      name: 'browser',
      testDir: 'tests/e2e/browser',
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        locale: 'zh-CN',
        screenshot: 'only-on-failure',
        launchOptions: { args: browserArgs(), ...(browser === null ? {} : { executablePath: browser }) },
      },
    },
    { name: 'electron', testDir: 'tests/e2e/electron' },
  ],
});
