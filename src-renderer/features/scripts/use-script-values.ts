// What the variables of a script say now; asked anew when the price, the stock or the deal of its product is another.

import { useEffect, useState } from 'react';
import { languageOf } from '../../../src-main/core/live-script.ts';
import type { ScriptLanguage, ScriptValues } from '../../../src-main/core/script-variable.ts';
import type { ProductId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';

/** By the language that a text is written in; null until the first answer. */
export type ScriptValuesNow = ((text: string) => ScriptValues) | null;

type Values = Readonly<Record<ScriptLanguage, ScriptValues>>;

export const useScriptValues = (productId: ProductId | null): ScriptValuesNow => {
  const [values, setValues] = useState<{ readonly of: ProductId | null; readonly values: Values } | null>(null);
  const goods = useTopicSlice('product.list', (rows) => {
    const row = productId === null ? rows?.[0] : rows?.find((each) => each.productId === productId);
    return row === undefined ? '' : `${row.price.minor} ${row.stock} ${row.dealPhase} ${row.title}`;
  });
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other goods, or another pin, have other values
  useEffect(() => {
    let isWanted = true;
    const ask = (language: ScriptLanguage) => request('script.values', { productId, language });
    void Promise.all([ask('zh-CN'), ask('en')]).then(([zh, en]) => {
      if (isWanted && zh.ok && en.ok) setValues({ of: productId, values: { 'zh-CN': zh.value, en: en.value } });
    });
    return () => {
      isWanted = false;
    };
  }, [productId, goods, pinned]);

  if (values === null || values.of !== productId) return null;
  return (text) => values.values[languageOf(text)];
};
