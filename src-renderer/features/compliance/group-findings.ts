// Findings of the same words under the same rule, taken together: a list says each once.

import type { Finding } from '../../../src-main/contract/compliance-documents.ts';

/** Groups in the order of their first finding; what is exempted stands apart from what is not. */
export const groupFindings = (findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] => {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { ruleId, listId, matched, exempted } = finding;
    const key = JSON.stringify([ruleId, listId, matched, exempted !== null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
};
