// A struck-through price, which never stands without the ground it is struck on: on hover, where it is not written beside it.

import { useTranslation } from 'react-i18next';
import type { ComparePriceView } from '../../../src-main/contract/topics.ts';
import { formatMoney } from '../../ui/money.ts';
import { statedDetail } from './stated-detail.ts';

interface ComparePriceProps {
  readonly compare: ComparePriceView;
  readonly className?: string | undefined;
}

export const ComparePrice = ({ compare, className }: ComparePriceProps) => {
  const { t, i18n } = useTranslation('products');
  const basis = statedDetail(compare) ?? t(`basis.${compare.basis}`);
  return (
    <s className={className} title={basis}>
      {formatMoney(compare.price, i18n.language)}
    </s>
  );
};
