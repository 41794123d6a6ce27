// The shows that the simulator can play, by name.

export interface Scenario {
  /** The size of the audience, 1 for the full evening. */
  readonly crowd: number;
  /** Mixes in what a broken or hostile room might send. */
  readonly isHostile: boolean;
  /** Events a second where nobody asked for a rate; null lets the show have its own. */
  readonly rate: number | null;
}

export const SCENARIOS = {
  evening: { crowd: 1, isHostile: false, rate: null },
  quiet: { crowd: 0.05, isHostile: false, rate: null },
  hostile: { crowd: 1, isHostile: true, rate: null },
  flood: { crowd: 1, isHostile: false, rate: 1000 },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(SCENARIOS, name);
