// Migrates a file, and kills itself right before the statement with the given number.

import Database from 'better-sqlite3';
import { migrate } from '../../../src-main/store/migrations/migrate.ts';

const [path = '', last = '0'] = process.argv.slice(2);
let count = 0;
const db = new Database(path, {
  verbose: () => {
    count += 1;
    if (count === Number(last)) process.kill(process.pid, 'SIGKILL');
  },
});
db.pragma('journal_mode = WAL');
migrate(db);
console.log(count);
db.close();
