// Merges a rule pack three ways: as it was shipped when the user took a copy, as it is shipped now, and as the user has it.

import type { Characters, GoodsCategory, Rule, RulePack, WordList } from './pack.ts';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The user's where the user changed it, the shipped one elsewhere. */
const mergeValue = <T>(base: T, shipped: T, user: T): T => (isSame(base, user) ? shipped : user);

/** Shipped order first; what the user took out stays out, what the user put in comes last. */
const mergeWords = (
  base: readonly string[],
  shipped: readonly string[],
  user: readonly string[],
): readonly string[] => {
  const known = new Set(base);
  const kept = new Set(user);
  const merged = new Set(shipped.filter((word) => kept.has(word) || !known.has(word)));
  for (const word of user) if (!known.has(word)) merged.add(word);
  return [...merged];
};

/** Entries by their id. One that is no longer shipped goes, unless the user wrote it or changed it. */
const mergeKeyed = <T>(
  of: { readonly base: readonly T[]; readonly shipped: readonly T[]; readonly user: readonly T[] },
  idOf: (entry: T) => string,
  mergeEntry: (base: T, shipped: T, user: T) => T,
): readonly T[] => {
  const byId = (entries: readonly T[]): ReadonlyMap<string, T> => new Map(entries.map((entry) => [idOf(entry), entry]));
  const base = byId(of.base);
  const user = byId(of.user);
  const shipped = byId(of.shipped);
  const merged = [...shipped].flatMap(([id, entry]) => {
    const before = base.get(id);
    const own = user.get(id);
    if (own === undefined) return before === undefined ? [entry] : [];
    return [before === undefined ? own : mergeEntry(before, entry, own)];
  });
  const others = [...user].filter(([id, entry]) => !shipped.has(id) && !isSame(base.get(id), entry));
  return [...merged, ...others.map(([, entry]) => entry)];
};

const mergeRule = (base: Rule, shipped: Rule, user: Rule): Rule => ({
  ruleId: shipped.ruleId,
  title: mergeValue(base.title, shipped.title, user.title),
  law: mergeValue(base.law, shipped.law, user.law),
  article: mergeValue(base.article, shipped.article, user.article),
  fine: mergeValue(base.fine, shipped.fine, user.fine),
  severity: mergeValue(base.severity, shipped.severity, user.severity),
  check: mergeValue(base.check, shipped.check, user.check),
  categories: mergeValue(base.categories, shipped.categories, user.categories),
  exceptCategories: mergeWords(base.exceptCategories, shipped.exceptCategories, user.exceptCategories),
  required: mergeWords(base.required, shipped.required, user.required),
  suggestion: mergeValue(base.suggestion, shipped.suggestion, user.suggestion),
});

const mergeList = (base: WordList, shipped: WordList, user: WordList): WordList => ({
  listId: shipped.listId,
  ruleId: mergeValue(base.ruleId, shipped.ruleId, user.ruleId),
  title: mergeValue(base.title, shipped.title, user.title),
  check: mergeValue(base.check, shipped.check, user.check),
  law: mergeValue(base.law, shipped.law, user.law),
  article: mergeValue(base.article, shipped.article, user.article),
  fine: mergeValue(base.fine, shipped.fine, user.fine),
  severity: mergeValue(base.severity, shipped.severity, user.severity),
  suggestion: mergeValue(base.suggestion, shipped.suggestion, user.suggestion),
  categories: mergeValue(base.categories, shipped.categories, user.categories),
  exceptCategories: mergeWords(base.exceptCategories, shipped.exceptCategories, user.exceptCategories),
  takesEvidence: mergeValue(base.takesEvidence, shipped.takesEvidence, user.takesEvidence),
  bases: mergeValue(base.bases, shipped.bases, user.bases),
  words: mergeWords(base.words, shipped.words, user.words),
  tight: mergeWords(base.tight, shipped.tight, user.tight),
  innocent: mergeWords(base.innocent, shipped.innocent, user.innocent),
  unlessSaid: mergeWords(base.unlessSaid, shipped.unlessSaid, user.unlessSaid),
  unlessBeside: mergeWords(base.unlessBeside, shipped.unlessBeside, user.unlessBeside),
});

const mergeCategory = (base: GoodsCategory, shipped: GoodsCategory, user: GoodsCategory): GoodsCategory => ({
  categoryId: shipped.categoryId,
  title: mergeValue(base.title, shipped.title, user.title),
  aliases: mergeWords(base.aliases, shipped.aliases, user.aliases),
});

/** By character, as lists are by id. */
const mergeTable = <T>(
  base: Readonly<Record<string, T>>,
  shipped: Readonly<Record<string, T>>,
  user: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> =>
  Object.fromEntries(
    mergeKeyed(
      { base: Object.entries(base), shipped: Object.entries(shipped), user: Object.entries(user) },
      ([letter]) => letter,
      ([, before], [letter, now], [, own]) => [letter, mergeValue(before, now, own)],
    ),
  );

const mergeCharacters = (
  base: Characters | null,
  shipped: Characters | null,
  user: Characters | null,
): Characters | null => {
  if (base === null || shipped === null || user === null) return mergeValue(base, shipped, user);
  const isOwnTable = base.traditional !== user.traditional || base.simplified !== user.simplified;
  const { traditional, simplified } = isOwnTable ? user : shipped;
  return {
    traditional,
    simplified,
    lookalikes: mergeTable(base.lookalikes, shipped.lookalikes, user.lookalikes),
    soundalikes: mergeTable(base.soundalikes, shipped.soundalikes, user.soundalikes),
    plusBefore: mergeValue(base.plusBefore, shipped.plusBefore, user.plusBefore),
    heartAfter: mergeValue(base.heartAfter, shipped.heartAfter, user.heartAfter),
  };
};

/** The user's edits survive, and what was shipped since arrives; where both changed one thing, the user's stands. */
export const mergePacks = (base: RulePack, shipped: RulePack, user: RulePack): RulePack => ({
  version: isSame(base, user) ? shipped.version : `${shipped.version} (own)`,
  rules: mergeKeyed({ base: base.rules, shipped: shipped.rules, user: user.rules }, ({ ruleId }) => ruleId, mergeRule),
  lists: mergeKeyed({ base: base.lists, shipped: shipped.lists, user: user.lists }, ({ listId }) => listId, mergeList),
  categories: mergeKeyed(
    { base: base.categories, shipped: shipped.categories, user: user.categories },
    ({ categoryId }) => categoryId,
    mergeCategory,
  ),
  characters: mergeCharacters(base.characters, shipped.characters, user.characters),
});
