// Tokens of the loopback link over restarts: who is let back in, for how long, and what lies on the disk.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { openAdmission } from '../../src-main/gateway/admission.ts';

const HOUR = 3_600_000;
let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kongtai-admission-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const at = (ms: number) => () => instant(ms);

describe('admission', () => {
  it('forgets an open page at a restart, or gives two starts the same token', () => {
    const first = openAdmission(dataDir, at(0));
    const second = openAdmission(dataDir, at(HOUR));
    expect(second.token).not.toBe(first.token);
    expect(first.token.length).toBeGreaterThanOrEqual(43);
    expect(second.isAdmitted(first.token)).toBe(true);
    expect(second.isAdmitted(second.token)).toBe(true);
    expect(first.isAdmitted(second.token)).toBe(false);
  });

  it('lets an old token in for ever, or locks a running page out', () => {
    let now = 0;
    const first = openAdmission(dataDir, at(0));
    const second = openAdmission(dataDir, () => instant(now));
    now = 25 * HOUR;
    expect(second.isAdmitted(first.token)).toBe(false);
    expect(second.isAdmitted(second.token)).toBe(true);
    expect(openAdmission(dataDir, at(26 * HOUR)).isAdmitted(second.token)).toBe(false);
  });

  it('writes the token itself down, or where other users can read it', () => {
    const { token } = openAdmission(dataDir, at(0));
    const file = join(dataDir, 'link-tokens.json');
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each(['', '{', '[{"sha256":"x","until":1}]', '{"__proto__":[]}', 'null'])(
    'does not start over the damaged file %j, or admits everybody by it',
    (text) => {
      writeFileSync(join(dataDir, 'link-tokens.json'), text);
      const { token, isAdmitted } = openAdmission(dataDir, at(0));
      expect(isAdmitted(token)).toBe(true);
      for (const other of ['', 'x', null, undefined, 0, [token], { token }]) expect(isAdmitted(other)).toBe(false);
    },
  );

  it('grows with every start', () => {
    for (let start = 0; start < 50; start += 1) openAdmission(dataDir, at(start));
    expect(JSON.parse(readFileSync(join(dataDir, 'link-tokens.json'), 'utf8')).length).toBe(20);
  });
});
