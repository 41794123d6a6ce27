// Splits an amount over parts so that not one minor unit is lost or made up.

/**
 * `total` (whole, 0 or more) split in proportion to `weights` (whole, 0 or more): whole parts whose sum is `total`.
 * What rounding leaves goes to the largest remainders, the earlier part first; weights that are all 0 count as equal.
 */
export const allocate = (total: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length === 0) return [];
  if (sum === 0)
    return allocate(
      total,
      weights.map(() => 1),
    );
  // BigInt: total × weight passes 2^53 in one large order.
  const shares = weights.map((weight) => (BigInt(total) * BigInt(weight)) / BigInt(sum));
  const remainders = weights.map((weight) => (BigInt(total) * BigInt(weight)) % BigInt(sum));
  let left = total - Number(shares.reduce((a, b) => a + b, 0n));
  const parts = shares.map(Number);
  const byRemainder = [...parts.keys()].sort((a, b) => {
    const [x, y] = [remainders[a] ?? 0n, remainders[b] ?? 0n];
    return x === y ? a - b : x > y ? -1 : 1;
  });
  for (const index of byRemainder) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
};
