// The overlay and OBS of the made-up show, for looking at the screens.

import type { ObsTopic } from '../../../src-main/contract/obs-documents.ts';
import type { OverlaySettings, OverlayTopic, OverlayView } from '../../../src-main/contract/overlay-documents.ts';
import { type DealId, type Instant, instant, money } from '../../../src-main/core/units.ts';

const settings: OverlaySettings = {
  isOn: true,
  theme: 'night',
  orientation: 'portrait',
  corner: 'bottom-left',
  language: 'zh-CN',
  parts: ['product', 'price', 'compare', 'deal', 'stock', 'claims', 'draw'],
  names: 'masked',
  goal: { figure: 'gmv', target: 10_000_000 },
};

/** `endsInMs`: when its deal is over. */
export const overlayView = (now: Instant, endsInMs = 163_000): OverlayView => {
  const { theme, orientation, corner, language } = settings;
  return {
    look: { theme, orientation, corner, language },
    product: {
      number: 3,
      title: '丝绒哑光口红',
      variantTitle: '枫叶红',
      image: 'media/lipstick.svg',
      price: money(7900, 'CNY'),
      comparePrice: { price: money(12_900, 'CNY'), basis: 'lowest_7_days' },
    },
    deal: {
      dealId: 'd-1' as DealId,
      number: 3,
      isOfProduct: true,
      title: '丝绒哑光口红 枫叶红',
      phase: 'running',
      offer: { kind: 'flash' },
      price: money(5900, 'CNY'),
      comparePrice: { price: money(12_900, 'CNY'), basis: 'lowest_7_days' },
      opensAt: instant(now - 60_000),
      closesAt: instant(now + endsInMs),
      left: 128,
      perBuyer: 2,
    },
    stock: { left: 128, of: 500 },
    claims: [
      { key: 'c1', name: '林**', state: 'reserved', number: 3, variantTitle: '枫叶红', quantity: 2 },
      { key: 'c2', name: '小**', state: 'paid', number: 3, variantTitle: '枫叶红', quantity: 1 },
    ],
    goal: { figure: 'gmv', reached: 8_641_200, target: 10_000_000, currency: 'CNY' },
    correction: null,
    draw: null,
  };
};

export const overlayTopic = (now: Instant): OverlayTopic => ({
  settings,
  door: 'open',
  problem: null,
  linkRevision: 1,
  pages: 1,
  pagesSince: instant(now - 60_000),
  correction: null,
});

export const obsTopic = (now: Instant): ObsTopic => ({
  settings: {
    isOn: false,
    host: '127.0.0.1',
    port: 4455,
    texts: { title: '', price: '', compare: '', ends: '', stock: '' },
    dealScene: '',
    usualScene: '',
    marksRecording: true,
  },
  password: 'none',
  canKeepPassword: true,
  status: 'off',
  since: now,
  retryAt: null,
  problem: null,
  version: null,
  deeds: [],
});
