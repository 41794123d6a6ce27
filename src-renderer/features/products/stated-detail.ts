// The detail that a stated compare price cannot be shown without; null where its basis says it all.

import type { ComparePriceView } from '../../../src-main/contract/topics.ts';

export const statedDetail = ({ basis, proof = '' }: ComparePriceView): string | null =>
  basis === 'stated' && proof !== '' ? proof : null;
