// The plan of an import: it looks only at products that something is shared with, and must come to what looking at all would.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { ReadProduct } from '../../src-main/catalogue-files/draft-builder.ts';
import { sourceOfText } from '../../src-main/catalogue-files/file-source.ts';
import { openCatalogue } from '../../src-main/catalogue-files/read-catalogue.ts';
import { NO_LINK, type ProductLink, toExisting } from '../../src-main/core/catalogue-draft.ts';
import type { CatalogueProduct } from '../../src-main/core/catalogue-product.ts';
import { diffDraft, indexDrafts } from '../../src-main/core/draft-diff.ts';
import { createFromDraft } from '../../src-main/core/draft-merge.ts';
import { type Instant, instant, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { fitRead, planNew } from '../../src-main/import-draft.ts';
import { createImportDrafts } from '../../src-main/import-plan.ts';

const AT: Instant = instant(1);

interface Line {
  readonly id: string;
  readonly title: string;
  readonly sku: string;
  readonly price: string;
}

/** Few of each, so that they meet. */
const line: fc.Arbitrary<Line> = fc.record({
  id: fc.constantFrom('', '', '1', '2', '3'),
  title: fc.constantFrom('口红', '口红', '面膜', 'ＡＢ', 'ab', ''),
  sku: fc.constantFrom('', '', 'S-1', 'S-2', 'S-3', 'S-4'),
  price: fc.constantFrom('1', '2', '', '-1'),
});

const readLines = async (lines: readonly Line[]): Promise<readonly ReadProduct[]> => {
  const rows = lines.map(({ id, title, sku, price }) => [id, title, sku, price].join('\t'));
  const source = sourceOfText('a.txt', `${['编号', '名', '货号', '卖'].join('\t')}\n${rows.join('\n')}\n`);
  const mapping = { externalId: 0, title: 1, sku: 2, price: 3 };
  const reads: ReadProduct[] = [];
  const catalogue = await openCatalogue(source, { format: 'mapped', headerRow: 1, mapping });
  for await (const { products } of catalogue.readProducts('CNY')) reads.push(...products);
  return reads;
};

interface Known {
  readonly product: CatalogueProduct;
  readonly link: ProductLink;
}

/** What a catalogue would hold after such a file, each product by itself. */
const toKnown = (read: ReadProduct, place: number): readonly Known[] => {
  const { outcome } = planNew(fitRead(read));
  if (outcome.kind !== 'create') return [];
  let variants = 0;
  const { product } = createFromDraft(outcome, {
    product: () => `p${place}` as ProductId,
    variant: () => {
      variants += 1;
      return `p${place}v${variants}` as VariantId;
    },
  });
  return [{ product, link: { ...NO_LINK, externalId: outcome.draft.externalId } }];
};

const dir = mkdtempSync(join(tmpdir(), 'kongtai-plan-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('comes to another end for a product because it was not looked at again', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 6 }),
      fc.array(line, { minLength: 1, maxLength: 12 }),
      async (before, lines) => {
        const known = (await readLines(before)).flatMap(toKnown);
        const reads = await readLines(lines);
        const byId = new Map(known.map((each) => [each.product.productId, each]));
        const drafts = createImportDrafts(join(dir, 'drafts'));
        for (const read of reads) drafts.add(read);
        const plan = await drafts.plan({
          store: {
            cataloguePage: (after, limit) => ({
              products: known.slice(after, after + limit).map(({ product }) => ({ product, sound: '', updatedAt: AT })),
              end: Math.min(known.length, after + limit),
            }),
            catalogueProduct: (productId) => {
              const product = byId.get(productId)?.product;
              return product === undefined ? null : { product, sound: '', updatedAt: AT };
            },
            productLink: (_origin, productId) => byId.get(productId)?.link ?? NO_LINK,
            lastCatalogueEdit: () => null,
            isUnmade: () => false,
          },
          origin: 'mapped:x',
          signal: new AbortController().signal,
          onProgress: () => undefined,
        });

        const fitted = reads.map(fitRead);
        const index = indexDrafts(
          known.map(({ product, link }) => toExisting(product, link)),
          fitted.map(({ read }) => read.draft),
        );
        const expected = fitted.map(({ read }) => (read.isRefused ? 'refused' : diffDraft(index, read.draft).kind));
        expect(plan.kinds).toEqual(expected);
        for (const [place, kind] of plan.kinds.entries()) {
          const { outcome, rows } = plan.product(place);
          expect([outcome.kind, rows]).toEqual([kind, reads[place]?.rows]);
          seen.add(kind);
        }
        drafts.close();
      },
    ),
    { numRuns: 400 },
  );
  expect([...seen].sort()).toEqual(['change', 'create', 'refused', 'same']);
});
