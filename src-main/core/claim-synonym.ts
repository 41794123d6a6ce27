// What else people call a colour or a size. Data: a line of words that mean the same, a blank within a word as `_`.

const COLOURS: readonly string[] = [
  '红 红色 大红 大红色 正红 正红色 red',
  '黑 黑色 纯黑 black blk',
  '白 白色 纯白 white wht',
  '灰 灰色 grey gray',
  '蓝 蓝色 blue',
  '绿 绿色 green',
  '黄 黄色 yellow',
  '紫 紫色 purple violet',
  '粉 粉色 粉红 粉红色 pink',
  '橙 橙色 橘 橘色 桔色 orange',
  '棕 棕色 咖 咖色 咖啡色 褐色 brown coffee',
  '米 米色 米白 米白色 beige cream',
  '卡其 卡其色 khaki',
  '藏青 藏青色 藏蓝 藏蓝色 深蓝 深蓝色 navy',
  '酒红 酒红色 burgundy wine maroon',
  '杏 杏色 apricot',
  '金 金色 gold',
  '银 银色 silver',
  '驼 驼色 camel',
  '裸 裸色 nude',
];

const SIZES: readonly string[] = [
  'xs 加小 加小码 特小',
  's 小 小码 小号 small',
  'm 中 中码 中号 medium med',
  'l 大 大码 大号 large',
  'xl 加大 加大码 加大号',
  'xxl 2xl 加加大 特大 特大码',
  'xxxl 3xl',
  'xxxxl 4xl',
  '均码 均 one_size onesize os f free_size freesize',
];

const toGroups = (lines: readonly string[]): readonly (readonly string[])[] =>
  lines.map((line) => line.split(' ').map((word) => word.replace('_', ' ')));
const SIZE_GROUPS = toGroups(SIZES);
const COLOUR_GROUPS = toGroups(COLOURS);

const GROUP_OF: ReadonlyMap<string, readonly string[]> = new Map(
  [...COLOUR_GROUPS, ...SIZE_GROUPS].flatMap((group) => group.map((word) => [word, group] as const)),
);
const SIZE_WORDS: ReadonlySet<string> = new Set(SIZE_GROUPS.flat());

/** All words that any group has, whether or not a shop sells it. */
export const SYNONYM_WORDS: readonly string[] = [...GROUP_OF.keys()];

/** Of an option's value, normalised: the value and what else it is called. */
export const synonymsOf = (value: string): readonly string[] => {
  const group = GROUP_OF.get(value) ?? GROUP_OF.get(value.replace(/色$/, '')) ?? [];
  const plain = /^\p{Script=Han}{2,}$/u.test(value) ? [value.endsWith('色') ? value.slice(0, -1) : `${value}色`] : [];
  const sized = SIZE_WORDS.has(value) ? group.filter((word) => /^[a-z0-9]+$/.test(word)) : [];
  return [
    ...new Set([
      value,
      ...plain.filter((word) => word.length > 1 || group.length > 0),
      ...group,
      ...sized.flatMap((word) => [`${word}码`, `${word}号`]),
    ]),
  ];
};

/** The plain colour in the name of a shade (枫叶红 → 红, 红色, red …): less than its name, so that it may mean several. */
export const colourWithin = (value: string): readonly string[] => {
  const base = /^\p{Script=Han}+?([红黑白灰蓝绿黄紫粉橙棕金银])色?$/u.exec(value)?.[1];
  return base === undefined ? [] : (GROUP_OF.get(base) ?? []);
};

export const isSizeWord = (value: string): boolean => SIZE_WORDS.has(value) || /^\d{2,3}(?:码|号)?$/.test(value);
