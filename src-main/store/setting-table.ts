// Small things remembered under a name.

import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface SettingTable {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
}

export const createSettingTable = (db: SqliteFile): SettingTable => {
  const read = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const write = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  return {
    read: (key) => {
      const value = read.get(toStored(key));
      return value === undefined ? null : fromStored(value);
    },
    write: (key, value) => {
      write.run(toStored(key), toStored(value));
    },
    remove: (key) => {
      remove.run(toStored(key));
    },
  };
};
