// How fast hosts speak, as screens see it.

export interface HostPace {
  /** As on the show; '' where it names nobody. */
  readonly name: string;
  /** Chinese characters a minute while speaking. */
  readonly charactersPerMinute: number;
}
