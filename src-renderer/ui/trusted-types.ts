// The page's only Trusted Types policy: markup made from strings is refused, whoever makes it.

interface PolicyFactory {
  createPolicy(name: string, rules: Record<string, (text: string) => string | null>): unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory;
  }
}

const emptyOnly = (text: string): string | null => (text === '' ? '' : null);

/** Called first in every entry; a browser without Trusted Types has nothing to lock. */
export const lockMarkup = (): void => {
  window.trustedTypes?.createPolicy('default', {
    createHTML: emptyOnly,
    createScript: emptyOnly,
    createScriptURL: emptyOnly,
  });
};
