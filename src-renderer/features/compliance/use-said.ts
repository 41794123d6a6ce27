// A sentence of the rules in the language of the screen.

import { useTranslation } from 'react-i18next';
import type { Said } from '../../../src-main/contract/compliance-documents.ts';

export const useSaid = (): ((said: Said) => string) => {
  const { i18n } = useTranslation();
  return (said) => (i18n.language.startsWith('zh') ? said.zh : said.en);
};
