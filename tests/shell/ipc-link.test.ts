// The door into main: who is refused there, whatever they send, and who is not.

import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openIpcLink } from '../../src-main/shell/ipc-link.ts';
import type { ScreenName } from '../../src-main/shell/own-page.ts';

type Door = Parameters<typeof openIpcLink>[0]['door'];
type Listener = Parameters<Door['handle']>[1];

/** As much of a frame as the door looks at; the real classes cannot be made outside Electron. */
const frame = (frameTreeNodeId: number, origin: string, parent: unknown = null): WebFrameMain =>
  ({ frameTreeNodeId, origin, parent }) as unknown as WebFrameMain;

const mainFrame = frame(1, 'app://kongtai');
const desk = { mainFrame } as WebContents;
const stranger = { mainFrame } as WebContents;

const from = (sender: WebContents, senderFrame: WebFrameMain | null): IpcMainInvokeEvent =>
  ({ sender, senderFrame }) as IpcMainInvokeEvent;

const openDoor = () => {
  const listeners = new Map<string, Listener>();
  const refused: string[] = [];
  const heard: { screen: ScreenName; action: string }[] = [];
  const link = openIpcLink({
    door: { handle: (channel, listener) => listeners.set(channel, listener) },
    screenOf: (contents) => (contents === desk ? 'desk' : null),
    onRefused: (_channel, reason) => refused.push(reason),
  });
  link.handle('shell.action', z.enum(['open-host', 'close-host']), ({ screen }, action) => {
    heard.push({ screen, action });
    return true;
  });
  const knock = (event: IpcMainInvokeEvent, ...sent: unknown[]) => listeners.get('shell.action')?.(event, ...sent);
  return { knock, refused, heard };
};

describe('ipc link', () => {
  it('the main frame of a known window on our origin is refused', () => {
    const { knock, heard } = openDoor();
    expect(knock(from(desk, mainFrame), 'open-host')).toBe(true);
    expect(heard).toEqual([{ screen: 'desk', action: 'open-host' }]);
  });

  it.each([
    ['a window that we did not open', stranger, mainFrame, 'an unknown window'],
    ['a frame inside our page', desk, frame(2, 'app://kongtai', mainFrame), 'not the main frame'],
    ['another page’s main frame', desk, frame(7, 'app://kongtai'), 'not the main frame'],
    ['a page that the window was led away to', desk, frame(1, 'https://evil.example'), 'another origin'],
    ['a page of our scheme and another host', desk, frame(1, 'app://evil'), 'another origin'],
    ['an opaque origin', desk, frame(1, 'null'), 'another origin'],
    ['a frame that is gone', desk, null, 'the frame is gone'],
  ] as const)('%s is let in', (_who, sender, senderFrame, reason) => {
    const { knock, refused, heard } = openDoor();
    expect(knock(from(sender, senderFrame), 'open-host')).toBe(false);
    expect(refused).toEqual([reason]);
    expect(heard).toEqual([]);
  });

  it.each([
    [[]],
    [['quit']],
    [[null]],
    [[{ action: 'open-host' }]],
    [['open-host', 'close-host']],
    [[['open-host']]],
    [['__proto__']],
  ])('%j is carried out', (sent) => {
    const { knock, refused, heard } = openDoor();
    expect(knock(from(desk, mainFrame), ...sent)).toBe(false);
    expect(refused).toEqual(['not what the schema allows']);
    expect(heard).toEqual([]);
  });
});
