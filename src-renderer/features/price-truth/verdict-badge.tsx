// A verdict on a compare price as a mark and a word.

import { useTranslation } from 'react-i18next';
import type { PriceVerdict } from '../../../src-main/contract/price-documents.ts';
import { Badge } from '../../ui/badge.tsx';

const TONES = { true: 'fine', untrue: 'live', overridden: 'people', none: 'quiet' } as const;
const SHAPES = { true: '✓', untrue: '■', overridden: '◇', none: '○' } as const;

export const VerdictBadge = ({ verdict }: { readonly verdict: PriceVerdict }) => {
  const { t } = useTranslation('price-truth');
  return (
    <Badge tone={TONES[verdict]}>
      <span aria-hidden="true">{SHAPES[verdict]}</span> {t(`verdict.${verdict}`)}
    </Badge>
  );
};
