// Why Kongtai did not start: one line with the folder and a next step, whatever was thrown.

import { describe, expect, it } from 'vitest';
import { ERROR_CODES, Refusal } from '../../src-main/contract/errors.ts';
import { startRefusal, startRefusalCode } from '../../src-main/start-refusal.ts';

const system = (code: string): Error => Object.assign(new Error(`${code}: no, mkdir '/shows'`), { code });

describe('startRefusal', () => {
  it.each([
    [new Refusal('store_readonly', 'x'), '--data'],
    [new Refusal('store_missing', 'x'), '--data'],
    [new Refusal('store_full', 'x'), '腾出空间'],
    [new Refusal('store_newer', 'x'), '升级控台'],
    [new Refusal('store_corrupt', 'x'), '--data'],
    [new Refusal('busy', 'x', { path: '/shows/kongtai.lock' }), '先关掉那一个'],
    [system('EACCES'), '权限'],
    [system('EROFS'), '权限'],
    [system('ENOENT'), '建不出来'],
    [system('ENOTDIR'), '建不出来'],
    [system('ENOSPC'), '腾出空间'],
    [new Error('The engine could not be started.', { cause: system('EACCES') }), '权限'],
    [new Error('outer', { cause: new Refusal('store_newer', 'x') }), '升级控台'],
  ])('does not say what to do about %s', (fault, step) => {
    const sentence = startRefusal(fault, '/shows');
    expect(sentence).toContain(step);
    expect(sentence).toContain('/shows');
    expect(sentence.split('\n').length).toBe(1);
  });

  it('does not name the port that is taken', () => {
    expect(startRefusal(new Refusal('busy', 'x', { port: 4680 }), '/shows')).toMatch(/4680.*--port/);
  });

  it.each([
    ...ERROR_CODES.map((code) => new Refusal(code, 'two\nlines')),
    new Error('a\n b'),
    'text',
    null,
    undefined,
    7,
  ])('shows a stack or more than a line for %s', (fault) => {
    const sentence = startRefusal(fault, '/shows');
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence).not.toMatch(/\n| at .*:\d+:\d+/);
  });

  it('takes a fault of ours for one that a person can mend', () => {
    const codeOf = (fault: Error) => startRefusalCode(fault, '/shows');
    expect(codeOf(new TypeError('x is not a function'))).toBeUndefined();
    expect(codeOf(Object.assign(new Error('x'), { code: 'constructor' }))).toBeUndefined();
    expect(codeOf(Object.assign(new Error('x'), { code: 'ENOENT', path: '/app/resources' }))).toBeUndefined();
    expect(codeOf(Object.assign(new Error('x'), { code: 'ENOENT', path: '/shows/media' }))).toBe('store_missing');
  });
});
