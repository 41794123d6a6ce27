// A script of any length for looking at the prompter: real sentences, live values, blocks of several cues.

import { SCRIPT_KINDS } from '../../../src-main/core/script.ts';
import { renderScript } from '../../../src-main/core/script-text.ts';
import type { ScriptValues } from '../../../src-main/core/script-variable.ts';
import type { PrompterSection } from '../../../src-renderer/features/prompter/prompter-section.ts';

const SENTENCES = [
  '姐妹们看过来，{链接号}链接，{商品名}，一抹就上色，',
  '枫叶红、豆沙、正红，一共八个颜色，今天直播间 {直播价}，划线价 {划线价}是这七天里实际成交的最低价，',
  '现在还剩 {库存} 支，每人限两支，要枫叶红的打“3 枫叶红 加一”，',
  '已经给大家锁了库存，十分钟内付款有效，\n',
  '{黄皮|白皮|冷皮}的姐妹都能涂，SPF 30 的那支也在小黄车里，free shipping 全国包邮。',
  '涂上以后不拔干，喝水不沾杯，吃完饭补一下就好。\n\n',
];

export const VALUES: ScriptValues = {
  number: '3 号',
  product_name: '丝绒哑光口红',
  price: '59 元',
  compare_price: '129 元',
  stock: '128',
};

/** At least so many letters, in blocks of about 600. */
export const previewScript = (letters: number, values: ScriptValues = VALUES): readonly PrompterSection[] => {
  const sections: PrompterSection[] = [];
  let count = 0;
  for (let at = 0; count < letters; at += 1) {
    const source = Array.from({ length: 18 }, (_, line) => SENTENCES[(at + line) % SENTENCES.length] ?? '').join('');
    const rendered = renderScript(source.trim(), values, (place) => place);
    if (!rendered.ok) throw new Error(`the preview's script has a fault: ${JSON.stringify(rendered.faults)}`);
    count += rendered.text.length;
    sections.push({
      sectionId: `s${at}`,
      cueId: `cue${Math.floor(at / 3)}`,
      kind: SCRIPT_KINDS[at % SCRIPT_KINDS.length] ?? 'custom',
      title: at % 2 === 0 ? '' : `第 ${at + 1} 段`,
      pieces: rendered.pieces,
    });
  }
  return sections;
};
