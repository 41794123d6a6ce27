// How figures stand in a benchmark's detail.

export const thousands = (count: number): string => `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)} k`;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const spread = ({ lowest, highest }: { readonly lowest: number; readonly highest: number }): string =>
  `rounds ${lowest.toFixed(2)}–${highest.toFixed(2)}`;
