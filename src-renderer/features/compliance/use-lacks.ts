// What has still to be said of the gift that a finding is about, in the screen's language; '' where nothing is.

import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../src-main/contract/compliance-documents.ts';

export const useLacks = ({ lacks = [] }: Finding): string => {
  const { t } = useTranslation('compliance');
  return lacks.length === 0 ? '' : t('lacks', { parts: lacks.map((part) => t(`gift.${part}`)).join(t('comma')) });
};
