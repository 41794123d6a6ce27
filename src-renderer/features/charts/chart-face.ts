// The theme's colours for a canvas, which cannot read CSS variables itself.

import type { ChartFace } from './chart-options.ts';

export const readChartFace = (): ChartFace => {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--text-3'),
    grid: token('--line'),
    fontFamily: getComputedStyle(document.body).fontFamily,
    people: token('--people'),
    sales: token('--sales'),
    fine: token('--fine'),
    likes: token('--likes'),
  };
};
