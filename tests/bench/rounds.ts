// Product and baseline in turns, several times over: a machine that slows down in mid-run slows both.

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('no values');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

export interface Round<Figures> {
  readonly product: Figures;
  readonly baseline: Figures;
}

export interface Sides<Figures> {
  product(): Promise<Figures> | Figures;
  baseline(): Promise<Figures> | Figures;
}

/** Every second round begins with the other side; `warmUps` rounds before them are thrown away. */
export const playRounds = async <Figures>(
  sides: Sides<Figures>,
  { rounds, warmUps = 0 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<readonly Round<Figures>[]> => {
  const played: Round<Figures>[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    let product: Figures;
    let baseline: Figures;
    if (round % 2 === 0) {
      product = await sides.product();
      baseline = await sides.baseline();
    } else {
      baseline = await sides.baseline();
      product = await sides.product();
    }
    if (round >= 0) played.push({ product, baseline });
  }
  return played;
};

export interface Compared {
  /** The median of product ÷ baseline over the rounds. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly product: number;
  readonly baseline: number;
}

export const compareBy = <Figures>(
  rounds: readonly Round<Figures>[],
  figureOf: (figures: Figures) => number,
): Compared => {
  const ratios = rounds.map(({ product, baseline }) => figureOf(product) / figureOf(baseline));
  return {
    ratio: medianOf(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    product: medianOf(rounds.map(({ product }) => figureOf(product))),
    baseline: medianOf(rounds.map(({ baseline }) => figureOf(baseline))),
  };
};
