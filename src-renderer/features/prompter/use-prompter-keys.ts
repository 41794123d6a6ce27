// Keys, a clicker's buttons, the wheel and the hand on the prompter.

import { type PointerEvent, useEffect, useRef, type WheelEvent } from 'react';
import { type Duration, duration } from '../../../src-main/core/units.ts';
import { onShellNews } from '../../client/shell-news.ts';
import { readPrompterKey, readWheel } from './prompter-keys.ts';
import type { PrompterRun } from './use-prompter.ts';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Space on a button presses that button. */
const isPressing = (event: KeyboardEvent): boolean =>
  event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button') !== null;

/** `isOn` is false while something else owns the keys, such as a message that waits to be acknowledged. */
export const usePrompterKeys = ({ steer, current }: PrompterRun, countdownMs: Duration, isOn: boolean): void => {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || takesText(event.target) || isPressing(event)) return;
      const { key, repeat, shiftKey, ctrlKey, altKey, metaKey } = event;
      const hasCommand = ctrlKey || altKey || metaKey;
      const action = readPrompterKey({ key, isRepeat: repeat, hasShift: shiftKey, hasCommand }, current(), countdownMs);
      if (action === null) return;
      event.preventDefault();
      steer(action);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [steer, current, countdownMs, isOn]);
};

/** Global shortcuts: the same keys, pressed while another window has the focus, whatever this one is busy with. */
export const usePrompterShortcuts = ({ steer, current }: PrompterRun, countdownMs: Duration): void => {
  useEffect(
    () =>
      onShellNews((news) => {
        if (news.t !== 'key') return;
        const press = { key: news.key, isRepeat: false, hasShift: false, hasCommand: false };
        const action = readPrompterKey(press, current(), countdownMs);
        if (action !== null) steer(action);
      }),
    [steer, current, countdownMs],
  );
};

/** Pixels that a finger may tremble while it taps. */
const TAP = 8;

interface Hold {
  readonly pointerId: number;
  readonly from: number;
  readonly wasPlaying: boolean;
  last: number;
  hasMoved: boolean;
}

export interface PrompterHand {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(event: PointerEvent<HTMLElement>): void;
  onWheel(event: WheelEvent<HTMLElement>): void;
}

/** A tap plays or pauses; a drag moves the text, which stands still under the finger and goes on when it is let go. */
export const usePrompterHand = (
  { steer, current }: PrompterRun,
  countdownMs: Duration,
  isFlipped: boolean,
): PrompterHand => {
  const hold = useRef<Hold | null>(null);
  const wheelRest = useRef(0);
  const letGo = (isTap: boolean): void => {
    const held = hold.current;
    hold.current = null;
    if (held === null) return;
    if (held.hasMoved) {
      if (held.wasPlaying) steer({ do: 'play', countdownMs: duration(0) });
    } else if (isTap) steer({ do: 'toggle', countdownMs });
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0 || hold.current !== null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      hold.current = {
        pointerId: event.pointerId,
        from: event.clientY,
        last: event.clientY,
        wasPlaying: current().phase === 'playing',
        hasMoved: false,
      };
    },
    onPointerMove: (event) => {
      const held = hold.current;
      if (held === null || held.pointerId !== event.pointerId) return;
      if (!held.hasMoved) {
        if (Math.abs(event.clientY - held.from) < TAP) return;
        held.hasMoved = true;
        steer({ do: 'pause' });
      }
      const down = event.clientY - held.last;
      held.last = event.clientY;
      steer({ do: 'scroll', pixels: isFlipped ? down : -down });
    },
    onPointerUp: (event) => {
      if (hold.current?.pointerId === event.pointerId) letGo(true);
    },
    onPointerCancel: (event) => {
      if (hold.current?.pointerId === event.pointerId) letGo(false);
    },
    onWheel: (event) => {
      const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 40;
      const { action, rest } = readWheel(pixels, wheelRest.current, current());
      wheelRest.current = rest;
      if (action !== null) steer(action);
    },
  };
};
