// The one way into main for a page: it must be the main frame of a known window, on our origin, and say what the schema allows.

import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { OWN_ORIGIN, type ScreenName } from './own-page.ts';

/** The page that asks: known from its window, never from what it sent. */
export interface Sender {
  readonly screen: ScreenName;
  readonly contents: WebContents;
}

export interface IpcLink {
  /** A page that is refused hears `false`, as does one whose wish was not carried out. */
  handle<Input, Answer>(
    channel: string,
    schema: z.ZodType<Input>,
    answer: (sender: Sender, input: Input) => Answer | false,
  ): void;
}

export interface IpcLinkOptions {
  readonly door: Pick<IpcMain, 'handle'>;
  screenOf(contents: WebContents): ScreenName | null;
  onRefused(channel: string, reason: string): void;
}

/** Two attacks: a frame inside one of our pages, and a page that a window was led away to. */
const refusalOf = ({ sender, senderFrame }: IpcMainInvokeEvent): string | null => {
  if (senderFrame === null) return 'the frame is gone';
  if (senderFrame.parent !== null || senderFrame.frameTreeNodeId !== sender.mainFrame.frameTreeNodeId)
    return 'not the main frame';
  return senderFrame.origin === OWN_ORIGIN ? null : 'another origin';
};

export const openIpcLink = ({ door, screenOf, onRefused }: IpcLinkOptions): IpcLink => ({
  handle: (channel, schema, answer) => {
    const refuse = (reason: string): false => {
      onRefused(channel, reason);
      return false;
    };
    door.handle(channel, (event, ...sent: unknown[]) => {
      const screen = screenOf(event.sender);
      if (screen === null) return refuse('an unknown window');
      const refusal = refusalOf(event);
      if (refusal !== null) return refuse(refusal);
      const parsed = schema.safeParse(sent[0]);
      if (!parsed.success || sent.length > 1) return refuse('not what the schema allows');
      return answer({ screen, contents: event.sender }, parsed.data);
    });
  },
});
