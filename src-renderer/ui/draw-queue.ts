// Charts draw one at a time, each in its own tick, so that four of them never add up to a long task.

export interface DrawQueue {
  /** Asks for one draw; asking again before it happens changes nothing. */
  readonly ask: (drawer: object, draw: () => void) => void;
  readonly forget: (drawer: object) => void;
}

export interface Ticker {
  readonly later: (run: () => void, ms: number) => void;
}

const browserTicker: Ticker = { later: (run, ms) => window.setTimeout(run, ms) };

/** `apartMs` lies between two draws: four charts share one second without meeting in a frame. */
export const createDrawQueue = (ticker: Ticker = browserTicker, apartMs = 60): DrawQueue => {
  const waiting = new Map<object, () => void>();
  let isRunning = false;

  const drawNext = (): void => {
    const next = waiting.entries().next();
    if (next.done) {
      isRunning = false;
      return;
    }
    const [drawer, draw] = next.value;
    waiting.delete(drawer);
    ticker.later(drawNext, apartMs);
    draw();
  };

  return {
    ask: (drawer, draw) => {
      waiting.set(drawer, draw);
      if (isRunning) return;
      isRunning = true;
      ticker.later(drawNext, 0);
    },
    forget: (drawer) => {
      waiting.delete(drawer);
    },
  };
};

export const pageDrawQueue = createDrawQueue();
