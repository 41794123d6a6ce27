// The machine's sleep: the engine hears when it is over, and the display stays awake while a show is on air.

import { powerMonitor, powerSaveBlocker } from 'electron';

export interface Power {
  setOnAir(isOnAir: boolean): void;
}

export interface PowerOptions {
  onResume(): void;
  /** The system goes down: nobody can be asked. */
  onShutdown(): void;
}

export const watchPower = ({ onResume, onShutdown }: PowerOptions): Power => {
  let blocker: number | null = null;
  powerMonitor.on('resume', onResume);
  powerMonitor.on('shutdown', onShutdown);
  return {
    setOnAir: (isOnAir) => {
      if (isOnAir && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep');
      if (isOnAir || blocker === null) return;
      powerSaveBlocker.stop(blocker);
      blocker = null;
    },
  };
};
