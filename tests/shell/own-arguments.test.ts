// What Electron's command line is cut down to before Kongtai reads it.

import { describe, expect, it } from 'vitest';
import { ownArguments } from '../../src-main/shell/own-arguments.ts';

describe('own arguments', () => {
  it.each([
    [
      'a Chromium switch would be refused as an unknown option',
      ['kongtai', '--no-sandbox', '--inspect=0', '--json'],
      false,
      ['--json'],
    ],
    ["the app's own path would be taken for an option", ['electron', '.', '--room', 'none'], true, ['--room', 'none']],
    [
      'Chromium switches before the path would shift it',
      ['electron', '--remote-debugging-port=0', '.', '--json'],
      true,
      ['--json'],
    ],
    [
      'what stands behind -- would be thinned out',
      ['electron', '.', '--', '--data', '/d', '--enable-x'],
      true,
      ['--data', '/d', '--enable-x'],
    ],
    ['a misspelt option would be passed over in silence', ['kongtai', '--jsn'], false, ['--jsn']],
    ['nothing would become something', ['kongtai'], false, []],
  ] as const)('%s', (_bug, argv, isDefaultApp, expected) => {
    expect(ownArguments(argv, isDefaultApp)).toEqual(expected);
  });
});
