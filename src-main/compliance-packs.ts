// The rule packs of compliance: those shipped in resources, checked, with the user's own copies in the data folder merged in.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Refusal } from './contract/errors.ts';
import { createFold, foldedKey } from './core/compliance/folding.ts';
import { LIST_CHECKS, RULE_CHECKS, type RulePack, SEVERITIES } from './core/compliance/pack.ts';
import { mergePacks } from './core/compliance/pack-merge.ts';
import { COMPARE_BASES } from './core/product.ts';

export interface CompliancePacks {
  readonly packs: readonly RulePack[];
  /** Why a file of the user's is not in force, each with `details.file` and `details.place`; the shipped one is instead. */
  readonly problems: readonly Refusal[];
}

export interface ComplianceFolders {
  /** `resources/compliance`. */
  readonly shippedDir: string;
  /** `<dataDir>/compliance`; it need not be there. */
  readonly userDir: string;
}

const FORMAT = 1;
const LARGEST = 4 * 1024 * 1024;
/** Under the user's folder: every shipped file as it was when the user's copy was taken. */
const BASE = '.shipped';

const phrase = z.string().trim().min(1).max(60);
const said = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'expected letters, digits, dots and dashes');
const phrases = z.array(phrase).default([]);
const ids = z.array(id).default([]);

const ruleShape = z.strictObject({
  ruleId: id,
  title: said,
  law: said,
  article: z.string().min(1).nullable(),
  fine: said.nullable(),
  severity: z.enum(SEVERITIES),
  check: z.enum(RULE_CHECKS),
  categories: z.array(id).nullable().default(null),
  exceptCategories: ids,
  required: phrases,
  suggestion: said,
});

const listShape = z.strictObject({
  listId: id,
  ruleId: id,
  title: said,
  check: z.enum(LIST_CHECKS),
  law: said.nullable().default(null),
  article: z.string().min(1).nullable().default(null),
  fine: said.nullable().default(null),
  severity: z.enum(SEVERITIES).nullable().default(null),
  suggestion: said.nullable().default(null),
  categories: z.array(id).nullable().default(null),
  exceptCategories: ids,
  takesEvidence: z.boolean().default(false),
  bases: z.array(z.enum(COMPARE_BASES)).default([]),
  words: z.array(phrase),
  tight: phrases,
  innocent: phrases,
  unlessSaid: phrases,
  unlessBeside: phrases,
});

const charactersShape = z
  .strictObject({
    traditional: z.string(),
    simplified: z.string(),
    lookalikes: z.record(z.string(), z.string()),
    soundalikes: z.record(z.string(), z.array(z.string())),
    plusBefore: z.string(),
    heartAfter: z.string(),
  })
  .refine(({ traditional, simplified }) => [...traditional].length === [...simplified].length, {
    message: 'traditional and simplified must be as long as each other',
  });

const packShape = z.strictObject({
  format: z.literal(FORMAT),
  version: z.string().min(1).max(40),
  origin: z.string().optional(),
  rules: z.array(ruleShape).default([]),
  lists: z.array(listShape).default([]),
  categories: z.array(z.strictObject({ categoryId: id, title: said, aliases: z.array(phrase) })).default([]),
  characters: charactersShape.nullable().default(null),
});

const refusal = (file: string, place: string, what: string): Refusal =>
  new Refusal('bad_input', `${file}: ${place === '' ? '' : `${place}: `}${what}`, { file, place });

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : place === '' ? String(key) : `${place}.${String(key)}`,
    '',
  );

/** Line and column of a fault that JSON.parse reports by its position; '' where it tells none. */
const placeInText = (text: string, message: string): string => {
  const position = /position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? null : text.slice(0, Number(position)).split('\n');
  return before === null ? '' : `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
};

const firstTwice = (names: readonly string[]): string | null =>
  names.find((name, index) => names.indexOf(name) !== index) ?? null;

/** What the shapes alone cannot say: a name stands once, and a word list speaks of the words it has. */
const faultOfPack = (pack: RulePack): { readonly place: string; readonly what: string } | null => {
  const rule = firstTwice(pack.rules.map(({ ruleId }) => ruleId));
  if (rule !== null) return { place: 'rules', what: `the rule ${rule} stands twice` };
  const list = firstTwice(pack.lists.map(({ listId }) => listId));
  if (list !== null) return { place: 'lists', what: `the list ${list} stands twice` };
  for (const [index, { words, tight }] of pack.lists.entries()) {
    const known = new Set(words);
    const stray = tight.findIndex((word) => !known.has(word));
    if (stray !== -1)
      return { place: `lists[${index}].tight[${stray}]`, what: `${tight[stray]} is not among the words` };
  }
  return null;
};

/** Reads and checks one file. Throws a Refusal that names the file and the place. */
const readPack = (path: string): RulePack => {
  const file = basename(path);
  let text: string;
  try {
    if (statSync(path).size > LARGEST) throw refusal(file, '', `is larger than ${LARGEST} bytes`);
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    throw refusal(file, '', `cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    throw refusal(file, placeInText(text, message), `is not JSON: ${message}`);
  }
  const parsed = packShape.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusal(file, placeOf(issue?.path ?? []), issue?.message ?? 'is not a rule pack');
  }
  const { version, rules, lists, categories, characters } = parsed.data;
  const pack: RulePack = { version, rules, lists, categories, characters };
  const fault = faultOfPack(pack);
  if (fault !== null) throw refusal(file, fault.place, fault.what);
  return pack;
};

const packNames = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
        .toSorted()
    : [];

const EMPTY: RulePack = { version: 'own', rules: [], lists: [], categories: [], characters: null };

/** A file is whole under its name, or as it was. */
const writeWhole = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    writeFileSync(part, content, { flush: true });
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
};

const toFile = (pack: RulePack): string => `${JSON.stringify({ format: FORMAT, ...pack }, null, 2)}\n`;

interface Named {
  readonly file: string;
  readonly pack: RulePack;
}

/** What a user's pack says that does not fit the others: an unknown rule, a list of another file, a word of no characters. */
const checkAmong = ({ file, pack }: Named, others: readonly Named[], knownRules: ReadonlySet<string>): void => {
  const elsewhere = new Map(
    others.flatMap((other) => other.pack.lists.map(({ listId }) => [listId, other.file] as const)),
  );
  const characters = [pack, ...others.map((other) => other.pack)].find((each) => each.characters !== null)?.characters;
  const fold = createFold(
    characters ?? { traditional: '', simplified: '', lookalikes: {}, soundalikes: {}, plusBefore: '', heartAfter: '' },
  );
  for (const [index, { listId, ruleId, words, innocent }] of pack.lists.entries()) {
    const place = `lists[${index}]`;
    const owner = elsewhere.get(listId);
    if (owner !== undefined) throw refusal(file, `${place}.listId`, `the list ${listId} stands in ${owner} already`);
    if (!knownRules.has(ruleId)) throw refusal(file, `${place}.ruleId`, `there is no rule ${ruleId}`);
    const hollow = words.findIndex((word) => fold(word).length === 0);
    if (hollow !== -1) throw refusal(file, `${place}.words[${hollow}]`, `${words[hollow]} holds no letter or digit`);
    const folded = new Set(words.map((word) => foldedKey(fold(word))));
    const same = innocent.findIndex((phrase) => folded.has(foldedKey(fold(phrase))));
    if (same !== -1)
      throw refusal(file, `${place}.innocent[${same}]`, `${innocent[same]} reads like a word of the list`);
  }
};

/**
 * The packs in force: every shipped file with the user's copy of that name merged in, then the user's own files. A user's
 * file that is broken is left as it is and named in `problems`. Throws a Refusal where a shipped file is broken.
 */
export const readCompliancePacks = ({ shippedDir, userDir }: ComplianceFolders): CompliancePacks => {
  const problems: Refusal[] = [];
  const shipped = packNames(shippedDir).map((file): Named => ({ file, pack: readPack(join(shippedDir, file)) }));
  if (shipped.length === 0) throw refusal(shippedDir, '', 'holds no rule packs');
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      problems.push(fault);
      return otherwise;
    }
  };

  const mergeOwn = ({ file, pack }: Named): RulePack => {
    const own = readPack(join(userDir, file));
    const basePath = join(userDir, BASE, file);
    if (!existsSync(basePath)) {
      // A copy taken by hand: what it lacks today the user took out, what is shipped later is new.
      try {
        writeWhole(basePath, readFileSync(join(shippedDir, file), 'utf8'));
      } catch (fault) {
        problems.push(
          refusal(
            `${BASE}/${file}`,
            '',
            `cannot be written: ${fault instanceof Error ? fault.message : String(fault)}`,
          ),
        );
      }
      return mergePacks(pack, pack, own);
    }
    return mergePacks(readPack(basePath), pack, own);
  };
  const mine = new Set(packNames(userDir));
  const merged = shipped.map(
    (named): Named => ({
      file: named.file,
      pack: mine.has(named.file) ? attempt(() => mergeOwn(named), named.pack) : named.pack,
    }),
  );
  const names = new Set(shipped.map(({ file }) => file));
  const added = [...mine]
    .filter((file) => !names.has(file))
    .flatMap((file): readonly Named[] => {
      const pack = attempt<RulePack | null>(() => readPack(join(userDir, file)), null);
      return pack === null ? [] : [{ file, pack }];
    });

  const knownRules = new Set(
    [...shipped, ...merged, ...added].flatMap(({ pack }) => pack.rules.map(({ ruleId }) => ruleId)),
  );
  const checked = (named: Named, otherwise: readonly Named[], others: readonly Named[]): readonly Named[] =>
    attempt(() => {
      checkAmong(named, others, knownRules);
      return [named];
    }, otherwise);
  const othersOf = (named: Named, all: readonly Named[]): readonly Named[] =>
    all.filter(({ file }) => file !== named.file);
  for (const named of shipped) checkAmong(named, othersOf(named, shipped), knownRules);
  const inForce = merged.flatMap((named) => {
    const asShipped = shipped.filter(({ file }) => file === named.file);
    return mine.has(named.file) ? checked(named, asShipped, othersOf(named, shipped)) : asShipped;
  });
  const own: Named[] = [];
  for (const named of added) own.push(...checked(named, [], [...inForce, ...own]));
  return { packs: [...inForce, ...own].map(({ pack }) => pack), problems };
};

/**
 * Keeps the user's edit of a file as its own copy, beside the shipped one it was made from, so that words shipped later still
 * arrive. `pack` is the whole file as the user wants it. Throws a Refusal where it breaks a rule of packs; nothing is written then.
 */
export const saveUserPack = ({ shippedDir, userDir }: ComplianceFolders, file: string, pack: RulePack): void => {
  if (!/^[a-z0-9][a-z0-9-]{0,59}\.json$/.test(file)) throw refusal(file, '', 'is no name for a rule pack');
  const parsed = packShape.safeParse({ format: FORMAT, ...pack });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusal(file, placeOf(issue?.path ?? []), issue?.message ?? 'is not a rule pack');
  }
  const fault = faultOfPack(pack);
  if (fault !== null) throw refusal(file, fault.place, fault.what);
  const shippedPath = join(shippedDir, file);
  const base = existsSync(shippedPath) ? readPack(shippedPath) : EMPTY;
  // The copy first: with the older base beside it, it still means the same.
  writeWhole(join(userDir, file), toFile(pack));
  writeWhole(join(userDir, BASE, file), toFile(base));
};
