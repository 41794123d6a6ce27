// The rule book in force, compiled once from the packs, and anew when somebody asks for it.

import type { ComplianceFolders, CompliancePacks } from './compliance-packs.ts';
import { readCompliancePacks } from './compliance-packs.ts';
import { compileRules, type RuleBook } from './core/compliance/rule-book.ts';

export interface RuleShelf {
  /** Where a user's own packs lie. */
  readonly userDir: string;
  book(): RuleBook;
  /** Why files of the user's are not in force; the shipped ones are instead. */
  problems(): CompliancePacks['problems'];
  /** Reads the files anew. Throws a Refusal where a shipped one is broken; the book stays as it was then. */
  reload(): void;
}

/** Throws a Refusal where a shipped file is broken. */
export const openRuleShelf = (folders: ComplianceFolders): RuleShelf => {
  const read = () => {
    const { packs, problems } = readCompliancePacks(folders);
    return { book: compileRules(packs), problems };
  };
  let current = read();
  return {
    userDir: folders.userDir,
    book: () => current.book,
    problems: () => current.problems,
    reload: () => {
      current = read();
    },
  };
};
