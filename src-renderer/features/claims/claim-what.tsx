// What a claim asks for, its variant before the product's name: a narrow line cuts off what matters least.

import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { variantOf } from './claim-words.ts';

type ClaimWhatProps = Pick<ClaimRow, 'number' | 'title'>;

export const ClaimWhat = ({ number, title }: ClaimWhatProps) => {
  const { t } = useTranslation('claims');
  const product = useTopicSlice(
    'product.list',
    (products) => products?.find((each) => each.number === number)?.title ?? '',
  );
  if (number === null) return title;
  const variant = variantOf(title, product);
  return (
    <>
      {t('numbered', { number })} {variant === '' ? title : <b>{variant}</b>} {variant === '' ? '' : product}
    </>
  );
};
