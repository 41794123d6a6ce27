// Secrets kept by a passphrase: nothing readable without it, a wrong one told, another one takes over, a forgotten one forgets.

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPassphraseBox, type PassphraseBox } from '../../src-main/passphrase-box.ts';
import { NO_SECRET_BOX, type SecretBox } from '../../src-main/secret-box.ts';
import type { Writes } from '../../src-main/store/store.ts';

/** The least that scrypt takes: what is tested is the lock, not its price. */
const COST = { N: 2, r: 1, p: 1 };

interface Shelf {
  text: string;
  /** As at another start. */
  open(system?: SecretBox, isDear?: boolean): PassphraseBox;
  writes: Pick<Writes, 'setSetting'>;
}

const createShelf = (): Shelf => {
  const shelf: Shelf = {
    text: '',
    writes: {
      setSetting: (_key, value) => {
        shelf.text = value;
      },
    },
    open: (system = NO_SECRET_BOX, isDear = false) =>
      createPassphraseBox({
        store: {
          setting: () => (shelf.text === '' ? null : shelf.text),
          transact: (work) => work(shelf.writes as Writes),
        },
        system,
        ...(isDear ? {} : { cost: COST }),
      }),
  };
  return shelf;
};

const RING: SecretBox = { backend: async () => 'ring', seal: async () => 'sealed', unseal: async () => 'opened' };

it('any secret comes back as another one, or can be seen in what is stored', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ minLength: 8 }),
      async (secret, phrase) => {
        const shelf = createShelf();
        const box = shelf.open();
        await box.set(phrase);
        const sealed = (await box.seal(`[${secret}]`)) ?? '';
        expect(box.isOwn(sealed)).toBe(true);
        expect(`${shelf.text}${sealed}`).not.toContain(`[${secret}]`);
        const later = shelf.open();
        await later.unlock(phrase);
        expect(await later.unseal(sealed)).toBe(`[${secret}]`);
      },
    ),
    { numRuns: 40 },
  );
});

it('the same secret sealed twice looks the same', async () => {
  const box = createShelf().open();
  await box.set('correct horse');
  expect(await box.seal('x')).not.toBe(await box.seal('x'));
});

it('a wrong passphrase opens it, goes unsaid, or locks out the right one', async () => {
  const shelf = createShelf();
  const first = shelf.open();
  await first.set('correct horse');
  const sealed = (await first.seal('token')) ?? '';
  const later = shelf.open();
  expect([later.state(), await later.backend(), await later.unseal(sealed)]).toEqual(['locked', null, null]);
  await expect(later.unlock('battery staple')).rejects.toMatchObject({ code: 'passphrase_wrong' });
  expect([later.state(), await later.unseal(sealed)]).toEqual(['locked', null]);
  await later.unlock('correct horse');
  expect([later.state(), await later.backend(), await later.unseal(sealed)]).toEqual(['open', 'passphrase', 'token']);
});

it('one typed with full-width letters is another passphrase', async () => {
  const shelf = createShelf();
  await shelf.open().set('ｐａｓｓ１２３４');
  await expect(shelf.open().unlock('pass1234')).resolves.toBeUndefined();
});

it('a changed passphrase loses what was kept, or the old one still opens it', async () => {
  const shelf = createShelf();
  const box = shelf.open();
  await box.set('correct horse');
  const sealed = (await box.seal('token')) ?? '';
  await expect(box.change('wrong', 'battery staple')).rejects.toMatchObject({ code: 'passphrase_wrong' });
  await box.change('correct horse', 'battery staple');
  expect(await box.unseal(sealed)).toBe('token');
  const later = shelf.open();
  await expect(later.unlock('correct horse')).rejects.toMatchObject({ code: 'passphrase_wrong' });
  await later.unlock('battery staple');
  expect(await later.unseal(sealed)).toBe('token');
});

it('a forgotten passphrase still opens what it kept, also where the same one is set again', async () => {
  const shelf = createShelf();
  const box = shelf.open();
  await box.set('correct horse');
  const sealed = (await box.seal('token')) ?? '';
  box.forget(shelf.writes);
  expect([box.state(), shelf.text, await box.unseal(sealed)]).toEqual(['none', '', null]);
  await box.set('correct horse');
  expect(await box.unseal(sealed)).toBeNull();
});

it('it is set twice, set beside a keyring, or opened where there is none', async () => {
  const shelf = createShelf();
  const misplaced = { code: 'passphrase_state' };
  await expect(shelf.open(RING).set('correct horse')).rejects.toMatchObject(misplaced);
  await expect(shelf.open().unlock('correct horse')).rejects.toMatchObject(misplaced);
  const box = shelf.open();
  const both = await Promise.allSettled([box.set('correct horse'), box.set('battery staple')]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(shelf.open().unlock('correct horse')).resolves.toBeUndefined();
});

it('a keyring that came later takes what the passphrase keeps for its own', async () => {
  const shelf = createShelf();
  const box = shelf.open();
  await box.set('correct horse');
  const sealed = (await box.seal('token')) ?? '';
  const onDesktop = shelf.open(RING);
  expect([await onDesktop.seal('new'), await onDesktop.unseal(sealed)]).toEqual(['sealed', null]);
  await onDesktop.unlock('correct horse');
  expect([await onDesktop.seal('new'), await onDesktop.unseal(sealed), await onDesktop.unseal('x')]).toEqual([
    'sealed',
    'token',
    'opened',
  ]);
});

it('one changed byte anywhere opens something, throws, or cannot be forgotten', async () => {
  const shelf = createShelf();
  const box = shelf.open();
  await box.set('correct horse');
  const sealed = (await box.seal('token')) ?? '';
  const kept = shelf.text;
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(kept.length - 1), async (inSealed, inKept) => {
      const spoil = (text: string, at: number): string => `${text.slice(0, at)}~${text.slice(at + 1)}`;
      const seen = await box.unseal(spoil(sealed, inSealed));
      expect(seen === null || seen === 'token').toBe(true);
      shelf.text = spoil(kept, inKept);
      await shelf
        .open()
        .unlock('correct horse')
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'passphrase_wrong' }));
    }),
  );
  shelf.text = randomBytes(40).toString('base64');
  const damaged = shelf.open();
  expect(damaged.state()).toBe('locked');
  damaged.forget(shelf.writes);
  await expect(damaged.set('another one')).resolves.toBeUndefined();
});

it.each([2 ** 30, 2 ** 22, 100, 1.5])('a damaged file asks scrypt for a cost of %d', async (N) => {
  const shelf = createShelf();
  await shelf.open().set('correct horse');
  shelf.text = JSON.stringify({ ...JSON.parse(shelf.text), N, r: 8 });
  await expect(shelf.open().unlock('correct horse')).rejects.toMatchObject({ code: 'passphrase_wrong' });
});

it('the usual price is more memory than scrypt is given', async () => {
  const shelf = createShelf();
  await shelf.open(NO_SECRET_BOX, true).set('correct horse');
  await expect(shelf.open().unlock('correct horse')).resolves.toBeUndefined();
});
