// Drafts made to fit the catalogue and laid over it: what was taken over once is the same the second time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routes } from '../../src-main/contract/routes.ts';
import { NO_LINK, type ProductLink, toDraft, toExisting } from '../../src-main/core/catalogue-draft.ts';
import type { CatalogueProduct } from '../../src-main/core/catalogue-product.ts';
import { diffDraft, type ExistingProduct, indexDrafts } from '../../src-main/core/draft-diff.ts';
import { fitDraft } from '../../src-main/core/draft-fit.ts';
import { changeByDraft, createFromDraft, type MergedProduct, objectionTo } from '../../src-main/core/draft-merge.ts';
import {
  NO_PRODUCT_EXTRAS,
  NO_VARIANT_EXTRAS,
  type ProductDraft,
  type VariantDraft,
} from '../../src-main/core/product-draft.ts';
import { money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { draftList } from '../catalogue-files/support/draft-arbitrary.ts';

let made = 0;
const ids = {
  product: (): ProductId => {
    made += 1;
    return `p-${made}` as ProductId;
  },
  variant: (): VariantId => {
    made += 1;
    return `v-${made}` as VariantId;
  },
};

const variant = (said: Partial<VariantDraft> = {}): VariantDraft => ({
  row: 2,
  externalId: '',
  options: [],
  sku: 'A-1',
  barcode: '',
  price: money(1000, 'CNY'),
  comparePrice: null,
  compareBasis: null,
  cost: null,
  ...NO_VARIANT_EXTRAS,
  image: '',
  ...said,
});

const draft = (said: Partial<ProductDraft> = {}): ProductDraft => ({
  row: 2,
  externalId: '',
  title: '棉袜',
  category: '',
  brand: '',
  tags: [],
  description: '',
  sellingPoints: [],
  status: null,
  optionNames: [],
  images: [],
  ...NO_PRODUCT_EXTRAS,
  variants: [variant()],
  ...said,
});

/** What the engine keeps beside the product. */
const linkOf = (said: ProductDraft, { variantIds }: MergedProduct): ProductLink => ({
  externalId: said.externalId,
  variantIds: new Map([...variantIds].map(([each, variantId]) => [variantId, each.externalId])),
  images: said.images,
  variantImages: new Map([...variantIds].map(([each, variantId]) => [variantId, each.image])),
});

const compare = (said: ProductDraft, existing: readonly ExistingProduct[]) =>
  diffDraft(indexDrafts(existing, [said]), said);

const created = (said: ProductDraft): { product: CatalogueProduct; link: ProductLink } | null => {
  const outcome = compare(said, []);
  if (outcome.kind !== 'create') return null;
  const merged = createFromDraft(outcome, ids);
  return objectionTo(merged.product, 2) === null ? { product: merged.product, link: linkOf(said, merged) } : null;
};

const changed = (said: ProductDraft, product: CatalogueProduct, link = NO_LINK): CatalogueProduct => {
  const outcome = compare(said, [toExisting(product, link)]);
  return outcome.kind === 'change' ? changeByDraft(product, outcome, ids).product : product;
};

const theOnly = ({ variants }: CatalogueProduct) => {
  const [first] = variants;
  if (first === undefined) throw new Error('no variant');
  return first;
};

const sample = (said: Partial<ProductDraft> = {}): CatalogueProduct => {
  const made = created(draft(said));
  if (made === null) throw new Error('the sample is refused');
  return made.product;
};

describe('any draft', () => {
  it('that was taken over is something else the second time', () => {
    let taken = 0;
    fc.assert(
      fc.property(draftList, (drafts) => {
        for (const each of drafts) {
          const { draft: said, problems } = fitDraft(each);
          if (problems.some(({ severity }) => severity === 'error')) continue;
          const kept = created(said);
          if (kept === null) continue;
          taken += 1;
          expect(compare(said, [toExisting(kept.product, kept.link)]).kind).toBe('same');
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('makes a product that the catalogue itself would not save', () => {
    fc.assert(
      fc.property(draftList, fc.nat({ max: 8000 }), (drafts, longer) => {
        for (const each of drafts) {
          const long = {
            ...each,
            description: `${each.description}${'长'.repeat(longer)}`,
            title: each.title.repeat(9),
          };
          const { draft: said, problems } = fitDraft(long);
          if (problems.some(({ severity }) => severity === 'error')) continue;
          const product = created(said)?.product;
          if (product === undefined) continue;
          const { title, category, brand, description, tags, sellingPoints, optionNames } = product;
          const asked = {
            ...{ commandId: 'c', productId: null, version: 0, why: '', images: [], imagesSeen: [], removed: [] },
            ...{ title, category, brand, description, tags, sellingPoints, optionNames },
            ...{ partner: product.partner, specification: product.specification, shipping: product.shipping },
            ...{ afterSale: product.afterSale, gift: product.gift },
            variants: product.variants.map((one) => ({
              variantId: null,
              options: one.options,
              sku: one.sku,
              barcode: one.barcode,
              listMinor: one.listPrice.minor,
              liveMinor: one.livePrice?.minor ?? null,
              compare:
                one.comparePrice === null
                  ? null
                  : {
                      minor: one.comparePrice.price.minor,
                      basis: one.comparePrice.basis,
                      proof: one.comparePrice.proof,
                    },
              costMinor: one.cost?.minor ?? null,
              stock: one.stock,
              stockSeen: null,
              bufferPercent: one.bufferPercent,
              isTracked: one.isTracked,
            })),
          };
          expect(routes['catalogue.save'].input.safeParse(asked).error?.message).toBeUndefined();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is not what a product of it says when it is written again', () => {
    fc.assert(
      fc.property(draftList, (drafts) => {
        for (const each of drafts) {
          const { draft: said } = fitDraft(each);
          const kept = created(said);
          if (kept === null) continue;
          expect(compare(toDraft(kept.product, kept.link), [toExisting(kept.product, kept.link)]).kind).toBe('same');
        }
      }),
    );
  });
});

describe('a file that is silent', () => {
  it('erases what the catalogue has', () => {
    const product = sample({
      category: '服饰',
      brand: '自有',
      tags: ['新品'],
      description: '好',
      sellingPoints: ['软'],
    });
    expect(changed(draft({ variants: [variant({ price: null })] }), product)).toEqual(product);
  });

  it('on stock makes a new variant sell without end', () => {
    expect(theOnly(sample())).toMatchObject({ stock: 0, isTracked: true });
    expect(theOnly(sample({ variants: [variant({ stock: null })] }))).toMatchObject({ stock: 0, isTracked: false });
  });
});

describe('a change', () => {
  it('of the price takes the live price with it, or leaves the proof of another compare price', () => {
    const product = sample({ variants: [variant({ comparePrice: money(2000, 'CNY'), compareBasis: 'msrp' })] });
    const first = theOnly(product);
    const live = {
      ...first,
      livePrice: money(800, 'CNY'),
      comparePrice: { price: money(2000, 'CNY'), basis: 'msrp' as const, proof: '吊牌' },
    };
    const now = { ...product, variants: [live] };
    expect(theOnly(changed(draft({ variants: [variant({ price: money(1200, 'CNY') })] }), now))).toEqual({
      ...live,
      listPrice: money(1200, 'CNY'),
    });
    const dearer = changed(draft({ variants: [variant({ comparePrice: money(3000, 'CNY') })] }), now);
    expect(theOnly(dearer).comparePrice).toEqual({ price: money(3000, 'CNY'), basis: 'msrp', proof: '' });
  });

  it('of the option names that leaves some variants without a value is taken', () => {
    const product = sample({
      optionNames: ['颜色'],
      variants: [variant({ options: ['红'] }), variant({ sku: 'A-2', options: ['蓝'] })],
    });
    const said = draft({ optionNames: ['颜色', '尺码'], variants: [variant({ options: ['红', 'L'] })] });
    const outcome = compare(said, [{ ...toExisting(product, NO_LINK), externalId: '' }]);
    if (outcome.kind !== 'change') throw new Error(outcome.kind);
    expect(objectionTo(changeByDraft(product, outcome, ids).product, 2)).toMatchObject({
      code: 'variant_without_options',
      severity: 'error',
    });
  });
});

describe('what does not fit', () => {
  it.each([
    ['a title', { title: '长'.repeat(201) }, 'text_cut', 'warning'],
    ['a tag', { tags: ['长'.repeat(51)] }, 'text_cut', 'warning'],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, at) => `t${at}`) }, 'text_cut', 'warning'],
    ['an option name', { optionNames: ['名'.repeat(31)] }, 'cell_too_long', 'error'],
    ['one option name twice', { optionNames: ['颜色', '颜色'] }, 'option_name_twice', 'error'],
    ['an SKU', { variants: [variant({ sku: 'A'.repeat(101) })] }, 'cell_too_long', 'error'],
    ['a stock', { variants: [variant({ stock: 100_000_001 })] }, 'count_too_large', 'error'],
  ] as const)('%s is not told with its row', (_, said, code, severity) => {
    expect(fitDraft(draft(said)).problems).toMatchObject([{ row: 2, code, severity }]);
  });

  it('is cut in the middle of a character', () => {
    expect(fitDraft(draft({ title: `${'a'.repeat(199)}😀` })).draft.title).toBe('a'.repeat(199));
  });
});
