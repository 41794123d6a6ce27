// The size of a file as a person reads it: 12 kB, 3.4 MB.

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

export const formatBytes = (bytes: number, language: string): string => {
  let size = Math.max(0, bytes) / 1000;
  let unit: (typeof UNITS)[number] = UNITS[0];
  for (const next of UNITS.slice(1)) {
    if (size < 1000) break;
    size /= 1000;
    unit = next;
  }
  const digits = size < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(size);
};
