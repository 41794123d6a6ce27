// The people of the simulated room: regulars who come to every show, and those who come and go.

import type { Viewer } from '../core/live-event.ts';
import type { ViewerId } from '../core/units.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';

export interface Crowd {
  /** Someone who is in the room; new with this probability. */
  someone(newcomer: number): Viewer;
  /** Someone who writes: mostly one of those who have written before. */
  speaker(): Viewer;
  /** Someone who pays, now and then for the second time. */
  buyer(): Viewer;
  /** A person who did not follow yet and does now. */
  follower(): Viewer;
}

const REGULARS = 80;
/** People who may still act; those who came before them have left. */
const PRESENT = 4000;
/** People who are in the talk; most of a room only ever reads. */
const VOICES = 600;

const split = (text: string): string[] => text.split(' ');

const NAMES = split(
  '暖阳 晴天 小鹿 南风 青柠 七七 木木 糖糖 可乐 橘子 大熊 江南 阿美 林小满 豆豆 十一 一只猫 半夏 初见 北岛 清欢 鱼丸 团子 米粒 阿笙 ' +
    '苏苏 果果 安然 念念 花生 麦芽 梨涡 云朵 茉莉 小满 立冬 夏至 阿喵 桃桃 芋圆 奶盖 布丁 栗子 小雨 星星 柚子 青青 静静 丽丽 芳芳 燕子 梅子 ' +
    '阿兰 秀秀 玲玲 慧慧 小敏 娟娟 婷婷 倩倩 露露 瑶瑶 欣欣 萌萌 悦悦 佳佳 阿May momo momo momo momo Lulu Yuki Coco Amy Zoe Kiki Vivian Tina ' +
    'Nana Judy Luna Sunny Cici Mia Ada',
);
const BEFORE = [
  '',
  '',
  '',
  '',
  '',
  '',
  ...split('爱笑的 小 追光的 不吃辣的 减肥中的 早睡的 在下 努力的 人间 阿 一颗 快乐的 想睡觉的'),
];
const AFTER = [
  ...['', '', '', '', '', '', '', ''],
  ...split(
    '呀 酱 不吃糖 爱美丽 在路上 要暴富 今天也要开心 的日常 er 吖 _ 小姐 同学 妈妈 姐姐 🌸 ✨ 🍑 🐰 💕 🌙 ☀️ 🐱 🍓 1998 0312 520 2.0',
  ),
  ...split('。 ~ （忙） 的小店 本人 吃不胖 👩‍🍳 🇨🇳'),
];
const WHOLE = split(
  '等风来 岁月静好 平安是福 花开富贵 知足常乐 朵朵妈妈 轩轩麻麻 一米阳光 山有木兮 今天吃什么 别问问就是没钱 打工人小陈 芜湖起飞 睡不醒的周一 ' +
    '城南旧事 白日做梦 在逃公主 退堂鼓一级选手 冬天要喝热奶茶 四川辣妹子 东北大花袄 湖南小辣椒 新疆阿依古丽 广东靓汤 A柠檬茶 AAA建材张姐 ' +
    '风轻云淡 海阔天空 小确幸 🍀幸运草🍀 👑女王驾到 ✿樱✿ ღ半糖ღ ༺晚安༻ ㅤ . 。。。',
);

const stackMarks = (text: string, random: SeededRandom): string =>
  [...text]
    .map(
      (letter) => letter + Array.from({ length: 12 }, () => String.fromCharCode(random.whole(0x300, 0x36f))).join(''),
    )
    .join('');

const makeName = (random: SeededRandom): string => {
  const kind = random.next();
  if (kind < 0.12) return `用户${random.digits(random.whole(8, 13))}`;
  if (kind < 0.24) return random.pick(WHOLE);
  const name = random.pick(BEFORE) + random.pick(NAMES) + random.pick(AFTER);
  if (kind < 0.2415) return `\u202e${name}\u2066`;
  if (kind < 0.243) return stackMarks(name, random);
  return name;
};

const makeViewer = (random: SeededRandom): Viewer => ({
  id: random.digits(random.whole(15, 19)) as ViewerId,
  name: makeName(random),
  level: Math.min(50, 1 + Math.floor(-Math.log(1 - random.next()) * 9)),
  ...(random.chance(0.32) ? { isFollower: true } : {}),
  ...(random.chance(0.07) ? { isMember: true } : {}),
});

/** The same people whatever the seed, so that a console meets them again in the next show. */
const makeRegulars = (): Viewer[] => {
  const random = createSeededRandom('regulars');
  const odd = new Map([
    [17, '\u202e反着写的小周\u202c'],
    [41, stackMarks('夜猫', random)],
  ]);
  return Array.from({ length: REGULARS }, (_, index) => {
    const viewer = makeViewer(random);
    const level = Math.max(viewer.level ?? 1, random.whole(12, 40));
    return { ...viewer, name: odd.get(index) ?? viewer.name, level, isFollower: true };
  });
};

export const createCrowd = (random: SeededRandom): Crowd => {
  const regulars = makeRegulars();
  const present: Viewer[] = [];
  const voices: Viewer[] = [];
  const buyers: Viewer[] = [];
  let arrivals = 0;
  let firstWords = 0;

  const welcome = (viewer: Viewer): Viewer => {
    present[arrivals % PRESENT] = viewer;
    arrivals += 1;
    return viewer;
  };
  const from = (list: readonly Viewer[]): Viewer | undefined => list[random.whole(0, list.length - 1)];
  /** Few say most of what is said. */
  const lively = (): Viewer | undefined => present[Math.floor(present.length * random.next() ** 3)];

  const someone = (newcomer: number): Viewer => {
    if (random.chance(newcomer) || present.length < 20) return welcome(makeViewer(random));
    return (random.chance(0.1) ? from(regulars) : lively()) ?? welcome(makeViewer(random));
  };

  const speaker = (): Viewer => {
    if (voices.length >= 20 && random.chance(0.7)) {
      const again = random.chance(0.2) ? from(regulars) : from(voices);
      if (again !== undefined) return again;
    }
    const viewer = someone(0.2);
    voices[firstWords % VOICES] = viewer;
    firstWords += 1;
    return viewer;
  };

  return {
    someone,
    speaker,
    buyer: () => {
      const again = buyers.length > 20 && random.chance(0.07) ? from(buyers) : undefined;
      if (again !== undefined) return again;
      const viewer = random.chance(0.3) ? someone(0.9) : (from(present) ?? someone(1));
      buyers.push(viewer);
      return viewer;
    },
    follower: () => {
      const seat = random.whole(0, Math.max(0, present.length - 1));
      const viewer = present[seat];
      if (viewer === undefined || viewer.isFollower === true)
        return welcome({ ...makeViewer(random), isFollower: true });
      const follower = { ...viewer, isFollower: true };
      present[seat] = follower;
      return follower;
    },
  };
};
