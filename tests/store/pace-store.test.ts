// How fast hosts speak, in a real file: hostile names, what a transaction that failed leaves, and a damaged file.

import { describe, expect, it } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { makeWritable, openDatabase } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import { salvage } from '../../src-main/store/salvage.ts';
import { T0 } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const NAMES = ['', '知夏', '\0"\ud800', 'Ana'];

describe('paces', () => {
  it('are another host’s, or gone, after the file was closed', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    store.transact((writes) => {
      for (const [index, name] of NAMES.entries()) writes.setHostPace(name, 200 + index, instant(T0));
    });
    store.transact((writes) => writes.setHostPace('Ana', 333, instant(T0 + 1)));
    store.transact((writes) => writes.setHostPace('', null, instant(T0 + 1)));
    store.close();
    const kept = (await openIn(folder)).store.hostPaces();
    expect(new Map(kept.map(({ name, charactersPerMinute }) => [name, charactersPerMinute]))).toEqual(
      new Map([
        ['Ana', 333],
        ['知夏', 201],
        ['\0"\ud800', 202],
      ]),
    );
  });

  it('are read anew each time, or show what came to nothing', async () => {
    const { store } = await openIn(makeFolder());
    store.transact((writes) => writes.setHostPace('知夏', 260, instant(T0)));
    const known = store.hostPaces();
    expect(store.hostPaces()).toBe(known);
    expect(() =>
      store.transact((writes) => {
        writes.setHostPace('知夏', 100, instant(T0));
        expect(store.hostPaces()).not.toEqual(known);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.hostPaces()).toEqual(known);
  });

  it('are left behind in a damaged file', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    store.transact((writes) => writes.setHostPace('知夏', 260, instant(T0)));
    store.close();
    const rescued = makeFolder();
    const db = openDatabase(fileIn(rescued), {});
    makeWritable(db);
    migrate(db);
    salvage(db, fileIn(folder), 1);
    db.close();
    expect((await openIn(rescued)).store.hostPaces()).toEqual([{ name: '知夏', charactersPerMinute: 260 }]);
  });
});
