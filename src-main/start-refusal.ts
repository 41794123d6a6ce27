// Why Kongtai did not start, in one line of Chinese and English that names the next step; never a stack trace.

import { type ErrorCode, Refusal } from './contract/errors.ts';

type Sentence = (dataDir: string, details: Refusal['details']) => string;

const SENTENCES: Partial<Readonly<Record<ErrorCode, Sentence>>> = {
  store_readonly: (dir) =>
    `数据文件夹 ${dir} 不能写入：请检查权限，或用 --data 换一个 / cannot write to the data folder: check its permissions or choose another with --data`,
  store_missing: (dir) =>
    `找不到数据文件夹 ${dir}，也建不出来：请接好磁盘，或用 --data 换一个 / the data folder is not there and cannot be made: connect its disk or choose another with --data`,
  store_full: (dir) =>
    `磁盘满了，${dir} 写不进新数据：请腾出空间再启动 / the disk is full and the data folder takes nothing new: free some space and start again`,
  store_newer: (dir) =>
    `${dir} 里的数据来自更新版本的控台，没有改动：请升级控台，或用 --data 换一个 / the data was written by a newer Kongtai and left untouched: update Kongtai or choose another folder with --data`,
  store_corrupt: (dir) =>
    `${dir} 里的数据文件损坏，也没有可用的备份：原文件还在，请用 --data 换一个再启动 / the data file is damaged and no backup can be used: the file is kept, start with another folder with --data`,
  busy: (dir, { port }) =>
    port === undefined
      ? `${dir} 正被另一个控台使用：请先关掉那一个，或用 --data 换一个 / the data folder is in use by another Kongtai: close that one first or choose another with --data`
      : `端口 ${port} 已被占用：请用 --port 换一个，0 表示任意空闲端口 / the port is taken: choose another with --port, 0 for any free one`,
};

const SYSTEM_CODES: ReadonlyMap<string, ErrorCode> = new Map([
  ['EACCES', 'store_readonly'],
  ['EPERM', 'store_readonly'],
  ['EROFS', 'store_readonly'],
  ['ENOENT', 'store_missing'],
  ['ENOTDIR', 'store_missing'],
  ['EEXIST', 'store_missing'],
  ['ENOSPC', 'store_full'],
  ['EDQUOT', 'store_full'],
]);

const textAt = (fault: Error, key: 'code' | 'path'): string => {
  const value: unknown = Reflect.get(fault, key);
  return typeof value === 'string' ? value : '';
};

/** What the file system said about the data folder; of another folder it would be a fault of ours. */
const systemCode = (fault: unknown, dataDir: string): ErrorCode | undefined => {
  if (!(fault instanceof Error)) return undefined;
  const path = textAt(fault, 'path');
  return path === '' || path.startsWith(dataDir) ? SYSTEM_CODES.get(textAt(fault, 'code')) : undefined;
};

/** The innermost cause says most. */
const rootOf = (fault: unknown): unknown =>
  fault instanceof Error && fault.cause !== undefined ? rootOf(fault.cause) : fault;

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

const refusalIn = (fault: unknown): Refusal | null => {
  const root = rootOf(fault);
  return fault instanceof Refusal ? fault : root instanceof Refusal ? root : null;
};

/** Undefined where the fault is none that a person can do something about. */
export const startRefusalCode = (fault: unknown, dataDir: string): ErrorCode | undefined =>
  refusalIn(fault)?.code ?? systemCode(rootOf(fault), dataDir);

export const startRefusal = (fault: unknown, dataDir: string): string => {
  const root = rootOf(fault);
  const refusal = refusalIn(fault);
  const code = startRefusalCode(fault, dataDir);
  const sentence = code === undefined ? undefined : SENTENCES[code];
  if (sentence !== undefined) return oneLine(`控台 Kongtai: ${sentence(dataDir, refusal?.details ?? {})}`);
  const why = root instanceof Error ? root.message : String(root);
  return oneLine(`控台没有启动 / Kongtai did not start: ${why}`);
};
