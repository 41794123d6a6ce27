// What is said of a command that was refused, and how long it stays said.

import { expect, test } from 'vitest';
import type { CommandId } from '../../src-main/core/units.ts';
import { connectClient } from '../../src-renderer/client/client.ts';
import { runCommand } from '../../src-renderer/features/desk/run-command.ts';
import errors from '../../src-renderer/i18n/en/errors.json' with { type: 'json' };
import { i18n } from '../../src-renderer/i18n/i18n.ts';
import { toastsNow } from '../../src-renderer/state/toast-store.ts';
import { createFakeLink } from '../support/fake-link.ts';

test('a start that was refused is still called so once the show has started, or another refusal goes with it', async () => {
  await i18n.init({ lng: 'en', resources: { en: { errors } }, interpolation: { escapeValue: false } });
  const link = createFakeLink();
  connectClient(link);
  link.turn('open');
  let count = 0;
  const input = (): { commandId: CommandId } => {
    count += 1;
    return { commandId: `c${count}` as CommandId };
  };
  const refuse = (id: number, code: 'not_compliant' | 'wrong_phase'): void =>
    link.arrive({ t: 'reply', id, reply: { ok: false, code, message: '' } });

  const first = runCommand('show.start', input());
  refuse(1, 'not_compliant');
  await first;
  const pause = runCommand('show.pause', input());
  refuse(2, 'wrong_phase');
  await pause;
  expect(toastsNow()).toHaveLength(2);
  const again = runCommand('show.start', input());
  link.arrive({ t: 'reply', id: 3, reply: { ok: true, value: null } });
  await again;
  expect(toastsNow().map(({ about }) => about?.includes('show.pause'))).toEqual([true]);
});
