// The few words that main says itself: menu, dialogs and the page of trouble. All other words belong to the screens.

/** Chinese first: whoever reads it may speak either. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export const both = ({ zh, en }: Sentence): string => `${zh} / ${en}`;

/** By the system's language; dialogs and the page of trouble say both. */
export const inLanguage = ({ zh, en }: Sentence, locale: string): string => (locale.startsWith('en') ? en : zh);

export const WORDS = {
  name: { zh: '控台', en: 'Kongtai' },
  file: { zh: '文件', en: 'File' },
  edit: { zh: '编辑', en: 'Edit' },
  view: { zh: '视图', en: 'View' },
  openHost: { zh: '打开主播屏', en: 'Open host screen' },
  otherFolder: { zh: '换一个数据文件夹…', en: 'Use another data folder…' },
  chooseFolder: { zh: '选择数据文件夹', en: 'Choose the data folder' },
  quit: { zh: '退出', en: 'Quit' },
  stay: { zh: '继续直播', en: 'Stay' },
  wait: { zh: '再等等', en: 'Wait' },
  reload: { zh: '重新载入', en: 'Reload' },
  quitOnAir: { zh: '正在直播，确定要退出吗？', en: 'A show is on air. Quit all the same?' },
  quitOnAirMore: {
    zh: '直播间不会因此下播，但这里不再接收订单和弹幕；重新打开后会接着补上。',
    en: 'The room stays on air, but nothing is received here until Kongtai is opened again and catches up.',
  },
  hanging: { zh: '这个窗口没有反应。', en: 'This window does not respond.' },
  hangingMore: {
    zh: '数据仍在接收，重新载入不会丢失任何东西。',
    en: 'Data is still being received; reloading loses nothing.',
  },
  alreadyOpen: {
    zh: '控台已经用这个数据文件夹打开了，已切到那个窗口。',
    en: 'Kongtai is already open on this data folder; its window was brought to the front.',
  },
  tryAgain: { zh: '再试一次', en: 'Try again' },
  otherFolderHint: {
    zh: '也可以在“文件”菜单里换一个数据文件夹（按 Alt 显示菜单）。',
    en: 'The File menu can also choose another data folder (Alt shows the menu).',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

const TROUBLES: Readonly<Record<string, Sentence>> = {
  store_full: {
    zh: '磁盘满了，数据写不进去。请腾出空间，然后再试一次。',
    en: 'The disk is full and data cannot be written. Free some space, then try again.',
  },
  store_readonly: {
    zh: '数据文件夹不能写入。请检查它的权限，或换一个文件夹。',
    en: 'The data folder cannot be written to. Check its permissions, or use another folder.',
  },
  store_missing: {
    zh: '数据文件夹不见了，可能是磁盘被拔掉。请接回来再试一次。',
    en: 'The data folder is gone; its disk may have been unplugged. Bring it back, then try again.',
  },
  store_corrupt: {
    zh: '数据文件已损坏，并已隔离保存。请用最近的备份恢复，或换一个文件夹。',
    en: 'The data file is damaged and was set aside. Restore the newest backup, or use another folder.',
  },
  store_newer: {
    zh: '数据文件是更新版本的控台写的，没有被改动。请升级控台，或换一个文件夹。',
    en: 'The data file was written by a newer Kongtai and was not touched. Update Kongtai, or use another folder.',
  },
  busy: {
    zh: '这个数据文件夹正被另一个控台使用。请先关掉那一个再试一次，或换一个文件夹。',
    en: 'This data folder is in use by another Kongtai. Close that one and try again, or use another folder.',
  },
  bad_url: {
    zh: '直播间地址写得不对，要以 http(s):// 或 ws(s):// 开头。请改正 --room 再启动。',
    en: 'The room’s address is wrong: it begins with http(s):// or ws(s)://. Correct --room and start again.',
  },
  engine_falling: {
    zh: '引擎连续出错，已停下来。数据都在；请再试一次，仍不行就重启电脑。',
    en: 'The engine failed again and again and was stopped. All data is kept; try again, and if that fails, restart the computer.',
  },
  page_falling: {
    zh: '这个窗口连续崩溃，已停下来。数据仍在接收；请再试一次。',
    en: 'This window crashed again and again. Data is still being received; try again.',
  },
};

const UNKNOWN: Sentence = {
  zh: '控台启动不了，什么都没有改动。请再试一次，仍不行就换一个数据文件夹。',
  en: 'Kongtai could not start; nothing was changed. Try again, and if that fails, use another data folder.',
};

export const troubleSentence = (code: string): Sentence =>
  Object.hasOwn(TROUBLES, code) ? (TROUBLES[code] ?? UNKNOWN) : UNKNOWN;
