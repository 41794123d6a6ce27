// Leaving: asked about while a show is on air, then the engine stops first, then the windows go.

import { app, dialog } from 'electron';
import { both, WORDS } from './shell-words.ts';

export interface DepartureOptions {
  isOnAir(): boolean;
  /** Before anything is closed. */
  onLeave(): void;
  stopEngine(): Promise<void>;
}

export interface Departure {
  /** For a fresh start with these words, asked about like any other leaving. */
  leaveForStart(args: readonly string[]): void;
  /** Without a question: a signal, or the system goes down. */
  leaveNow(): void;
  /** True once the engine has stopped and windows may go. */
  isOver(): boolean;
}

const STAY = 0;
const QUIT = 1;

const ask = async (): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: both(WORDS.quitOnAir),
    detail: both(WORDS.quitOnAirMore),
    buttons: [both(WORDS.stay), both(WORDS.quit)],
    defaultId: STAY,
    cancelId: STAY,
  });
  return response === QUIT;
};

export const watchDeparture = ({ isOnAir, onLeave, stopEngine }: DepartureOptions): Departure => {
  let step: 'none' | 'asking' | 'leaving' | 'over' = 'none';

  const leave = async (): Promise<void> => {
    if (step === 'leaving' || step === 'over') return;
    step = 'leaving';
    onLeave();
    await stopEngine();
    step = 'over';
    app.quit();
  };

  const leaveAsked = async (whenSure?: () => void): Promise<void> => {
    if (step !== 'none') return;
    step = 'asking';
    const isToGo = !isOnAir() || (await ask());
    // A signal may have come while the question stood.
    if (step !== 'asking') return;
    step = 'none';
    if (!isToGo) return;
    whenSure?.();
    await leave();
  };

  app.on('before-quit', (event) => {
    if (step === 'over') return;
    event.preventDefault();
    void leaveAsked();
  });
  const leaveNow = (): void => void leave();
  process.on('SIGINT', leaveNow);
  process.on('SIGTERM', leaveNow);
  return {
    leaveForStart: (args) => void leaveAsked(() => app.relaunch({ args: [...args] })),
    leaveNow,
    isOver: () => step === 'over',
  };
};
