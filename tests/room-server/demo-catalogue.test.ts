// The demo catalogue: consistent, lawful, and refused with its place where it is broken.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDemoCatalogue } from '../../src-main/room-server/demo-catalogue.ts';
import { loadCatalogue, RESOURCES } from './demo-show.ts';

const catalogue = loadCatalogue();
const variants = catalogue.products.flatMap((product) => product.variants);

describe('the demo catalogue', () => {
  it('has 18 products of 1 to 8 variants, and a cue for each', () => {
    expect(catalogue.products.length).toBe(18);
    expect(catalogue.cues.map((cue) => cue.productId)).toEqual(catalogue.products.map((p) => p.productId));
    for (const product of catalogue.products) {
      expect(product.variants.length).toBeGreaterThanOrEqual(1);
      expect(product.variants.length).toBeLessThanOrEqual(8);
      expect(product.sellingPoints.length).toBeGreaterThanOrEqual(3);
      expect(product.sellingPoints.length).toBeLessThanOrEqual(5);
    }
  });

  it('has no compare price that is not above the price', () => {
    for (const { price, comparePrice } of variants)
      if (comparePrice !== null) expect(comparePrice.price.minor).toBeGreaterThan(price.minor);
    expect(variants.some((variant) => variant.comparePrice === null)).toBe(true);
  });

  it('has deals below the price, within the stock and the limits of the strictest platform', () => {
    const deals = catalogue.cues.filter((cue) => cue.deal !== null);
    expect(deals.length).toBe(8);
    for (const { variantId, deal } of deals) {
      const variant = variants.find((one) => one.variantId === variantId);
      if (variant === undefined || deal === null) throw new Error('a deal without its variant');
      expect(deal.price.minor).toBeGreaterThan(1000);
      expect(variant.price.minor - deal.price.minor).toBeGreaterThanOrEqual(1000);
      expect(deal.price.minor).toBeLessThanOrEqual(variant.price.minor * 0.85);
      expect(deal.price.minor).toBeGreaterThanOrEqual(variant.price.minor * 0.1);
      expect(deal.quantity).toBeLessThanOrEqual(variant.stock);
      expect(deal.countdownMs).toBeGreaterThanOrEqual(10_000);
      expect(deal.countdownMs).toBeLessThanOrEqual(300_000);
      expect(deal.durationMs).toBeGreaterThanOrEqual(60_000);
      expect(deal.durationMs).toBeLessThanOrEqual(1_200_000);
    }
  });

  it('plans no more minutes than the show has, and nearly all of them', () => {
    const planned = catalogue.cues.reduce((sum, cue) => sum + cue.plannedMs, 0);
    expect(planned).toBeLessThanOrEqual(catalogue.show.plannedMs);
    expect(planned).toBeGreaterThan(catalogue.show.plannedMs * 0.9);
  });

  it('has a history that walks the run sheet in order, at about its planned pace', () => {
    expect(catalogue.history.map((pin) => pin.number)).toEqual([1, 2, 3]);
    for (const [index, pin] of catalogue.history.entries()) {
      const next = catalogue.history[index + 1];
      const planned = catalogue.cues[pin.number - 1]?.plannedMs ?? 0;
      if (next !== undefined) expect(Math.abs(next.atMs - pin.atMs - planned)).toBeLessThan(60_000);
    }
    expect(catalogue.history.at(-1)?.atMs).toBeLessThan(25 * 60_000);
  });

  it('has barcodes with a right check digit and skus that stand once', () => {
    for (const { barcode } of variants) {
      const sum = [...barcode].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
      expect(sum % 10).toBe(0);
    }
    expect(new Set(variants.map((variant) => variant.sku)).size).toBe(variants.length);
    expect(new Set(variants.map((variant) => variant.barcode)).size).toBe(variants.length);
  });

  it('says nothing that the advertising law forbids', () => {
    const forbidden =
      /国家级|世界级|最[高好优强低便佳新]|第一|NO\.?1|唯一|独一无二|首[个选]|独家|顶级|极[品致]|终极|巅峰|绝对|完美|万能|永久|史无前例|100%|特供|专供|治疗|治愈|疗效|消炎|祛疤|排毒|医用|无副作用|立竿见影|原价|市场价|专柜价|仅剩|跳楼价|美白/i;
    for (const product of catalogue.products)
      for (const text of [product.title, ...product.sellingPoints]) expect(text).not.toMatch(forbidden);
    for (const cue of catalogue.cues) expect(cue.note).not.toMatch(forbidden);
  });

  it('has a picture for every product that needs nothing from outside and runs nothing', () => {
    for (const { image } of catalogue.products) {
      if (image === null) throw new Error('a product without its picture');
      const svg = readFileSync(join(catalogue.mediaDir, image), 'utf8');
      expect(svg).toContain('viewBox="0 0 160 160"');
      expect(svg).not.toMatch(/<script|<style|<image|<foreignObject|\son\w+=|style=|href|url\((?!#)/i);
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toContain('://');
    }
  });
});

describe('a broken catalogue', () => {
  const resources = mkdtempSync(join(tmpdir(), 'kongtai-catalogue-'));
  cpSync(join(RESOURCES, 'demo'), join(resources, 'demo'), { recursive: true });
  afterAll(() => rmSync(resources, { recursive: true }));
  const whole = readFileSync(join(RESOURCES, 'demo', 'catalogue.json'), 'utf8');

  it.each([
    ['products.0.variants.0.price', (text: string) => text.replace('"price": 3990', '"price": 39.9')],
    ['products.0.variants.0.comparePrice.basis', (text: string) => text.replace('lowest_7_days', 'gut_feeling')],
    ['cues[0].productId', (text: string) => text.replace(/("number": 1,\s+"productId": ")\d/, '$19')],
    ['cues[1].number', (text: string) => text.replace(/"number": 2,(\s+"productId")/, '"number": 3,$1')],
    ['history[2].number', (text: string) => text.replace(/("atMs": 1216000,\s+"number": )3/, '$119')],
    ['cannot be read', (text: string) => text.slice(0, 500)],
  ])('is refused with the place %s', (place, damage) => {
    const broken = damage(whole);
    expect(broken).not.toBe(whole);
    writeFileSync(join(resources, 'demo', 'catalogue.json'), broken);
    expect(() => readDemoCatalogue(resources)).toThrow(place);
  });

  it('that is missing is named with its path', () => {
    expect(() => readDemoCatalogue('/nowhere')).toThrow(join('/nowhere', 'demo', 'catalogue.json'));
  });
});
