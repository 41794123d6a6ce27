// Finds the Chromium that the browser tests drive, and the switches that it needs here.

import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** CHROMIUM_PATH, an installed Chromium or Chrome, Playwright's own, or null. */
export const findBrowser = (): string | null => {
  const { CHROMIUM_PATH: named } = process.env;
  const places = named === undefined || named === '' ? [...PLACES, chromium.executablePath()] : [named];
  return places.find((place) => existsSync(place)) ?? null;
};

/** Nothing but the pages under test: no updates, no sync, no calls home. */
export const browserArgs = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
