// Platforms' totals and what was counted here as a table for a file: side by side, each named, nothing where nothing is known.

import type { CellKind, WriteColumn } from '../catalogue-files/layout.ts';
import type { CountName } from '../core/audience.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { SourceTotals } from '../core/source-totals.ts';
import type { Instant } from '../core/units.ts';
import type { FileLanguage } from './promise-file.ts';

const COLUMNS: readonly (readonly [zh: string, en: string, kind: CellKind])[] = [
  ['场次', 'Show', 'text'],
  ['数据源', 'Source', 'text'],
  ['项目', 'What', 'text'],
  ['平台所报', 'The platform says', 'number'],
  ['精度', 'Precision', 'text'],
  ['平台报告时间', 'Said at', 'text'],
  ['控台所计', 'Counted by Kongtai', 'number'],
  ['计数起点', 'Counted since', 'text'],
  ['断流次数', 'Gaps', 'number'],
  ['断流秒数', 'Seconds missing', 'number'],
  ['同期相差（平台减控台）', 'Difference over the same time', 'number'],
];

export const totalColumns = (language: FileLanguage): readonly WriteColumn[] =>
  COLUMNS.map(([zh, en, kind]) => ({ header: language === 'en' ? en : zh, kind }));

const WORDS = {
  'zh-CN': {
    online: '平台在线',
    popularity: '平台人气（指数，不是人数）',
    views: '平台累计观看人次 / 控台计得进房',
    unique: '平台累计观看人数',
    likes: '平台累计点赞 / 控台计得点赞',
    followers: '主播粉丝数 / 控台计得关注',
    rounded: '至少',
  },
  en: {
    online: "Platform's online",
    popularity: "Platform's popularity (an index, no head count)",
    views: "Platform's views / entries counted",
    unique: "Platform's unique viewers",
    likes: "Platform's likes / likes counted",
    followers: 'Followers of the host / follows counted',
    rounded: 'at least',
  },
} as const;

const COUNTERPARTS: Readonly<Record<'views' | 'unique' | 'likes' | 'followers', CountName | null>> = {
  views: 'enters',
  unique: null,
  likes: 'likes',
  followers: 'follows',
};

const moment = (at: Instant): string => new Date(at).toISOString();
const digits = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** A cell for each column, by source: readings first, then totals. */
export const toTotalCells = (
  showTitle: string,
  { sourceId, name, online, popularity, totals, counted }: SourceTotals,
  language: FileLanguage,
): readonly (readonly string[])[] => {
  const words = WORDS[language];
  const head = [toDisplayText(showTitle, 80), toDisplayText(name === '' ? sourceId : name, 80)];
  const readings = (['online', 'popularity'] as const).map((what) => {
    const reading = what === 'online' ? online : popularity;
    return [
      ...head,
      words[what],
      digits(reading?.value),
      '',
      reading === null ? '' : moment(reading.at),
      '',
      '',
      '',
      '',
      '',
    ];
  });
  const sums = (['views', 'unique', 'likes', 'followers'] as const).map((what) => {
    const total = totals[what];
    const counterpart = COUNTERPARTS[what];
    const count = counterpart === null ? null : counted[counterpart];
    return [
      ...head,
      words[what],
      digits(total?.value),
      total?.isRounded === true ? words.rounded : '',
      total === null ? '' : moment(total.at),
      digits(count),
      count === null ? '' : moment(counted.since),
      count === null ? '' : String(counted.gaps),
      count === null ? '' : String(Math.round(counted.missingMs / 1000)),
      digits(total?.difference),
    ];
  });
  return [...readings, ...sums];
};
