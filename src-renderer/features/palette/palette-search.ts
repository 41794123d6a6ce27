// Which commands a few typed characters mean.

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Every word must occur; those that begin with the first word come first, otherwise the order stays. */
export const searchEntries = <Entry extends { readonly text: string }>(
  entries: readonly Entry[],
  search: string,
  most: number,
): readonly Entry[] => {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first] = words;
  if (first === undefined) return entries.slice(0, most);
  const found = entries.filter((entry) => words.every((word) => plain(entry.text).includes(word)));
  const begins = (entry: Entry): boolean => plain(entry.text).startsWith(first);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))].slice(0, most);
};
