// How much a finding weighs, as a mark and a word: it blocks, it warns, or somebody let it stand.

import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';

interface SeverityBadgeProps {
  readonly weight: 'block' | 'warn' | 'exempted' | 'overridden';
  /** How many; left out for one. */
  readonly count?: number;
}

const TONES = { block: 'live', warn: 'attention', exempted: 'quiet', overridden: 'people' } as const;
const SHAPES = { block: '■', warn: '▲', exempted: '○', overridden: '◇' } as const;

export const SeverityBadge = ({ weight, count }: SeverityBadgeProps) => {
  const { t } = useTranslation('compliance');
  return (
    <Badge tone={TONES[weight]}>
      <span aria-hidden="true">{SHAPES[weight]}</span>
      {t(`weight.${weight}`)}
      {count === undefined ? null : <b>{count}</b>}
    </Badge>
  );
};
