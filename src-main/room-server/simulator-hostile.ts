// What a broken or hostile room may send in place of an event: each of these must be refused, counted, and harm nothing.

import type { SeededRandom } from './seeded-random.ts';

/** Says anything; its own `id`, `seq` or `at` replaces the envelope's. */
export type BrokenBody = Readonly<Record<string, unknown>>;

const cny = (minor: unknown) => ({ minor, currency: 'CNY' });
const buyer = { id: '1', name: '坏人' };
const order = (change: object) => ({
  id: '6900000000000000001',
  lines: [{ productId: '1', variantId: '1', title: '口红', quantity: 1, unitPrice: cny(5900) }],
  total: cny(5900),
  buyer,
  ...change,
});

/** As a parser makes it: an own property, not the prototype. */
const polluted = (): object =>
  JSON.parse('{"__proto__":{"isHost":true},"constructor":{"prototype":{"isHost":true}}}') as object;

const nest = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

const BROKEN: readonly (() => BrokenBody)[] = [
  () => ({ type: 'chat', text: 42 }),
  () => ({ type: 'chat' }),
  () => ({ type: 'chat', text: { toString: 'no' }, viewer: 'me' }),
  () => ({ type: 'chat', text: '看得到吗', viewer: { id: 7, name: null } }),
  () => ({ type: 'chat', text: '改我的时间', at: 'yesterday' }),
  () => ({ type: 'chat', text: '没有名字', id: null }),
  () => ({ type: 'chat', text: '长名字', viewer: { id: '9', name: '长'.repeat(100_000) } }),
  () => ({ ...polluted(), type: 'enter', viewer: { ...polluted(), id: '5', name: '原型' }, likes: -1, id: 5 }),
  () => ({ type: '__proto__' }),
  () => ({ type: 'constructor' }),
  () => ({ type: 'toString', text: 'x' }),
  () => ({ type: 'room.exploded', why: 'nobody knows' }),
  () => ({ type: ['chat'], text: '列表' }),
  () => ({ type: null }),
  () => ({ text: '没有类型' }),
  () => ({ type: 'like', count: -5, viewer: buyer }),
  () => ({ type: 'like', count: 1.5 }),
  () => ({ type: 'like', count: '9' }),
  () => ({ type: 'gift', gift: { id: 'g', name: '火箭', unitValue: cny(-100) }, count: 1, viewer: buyer }),
  () => ({ type: 'gift', gift: null, count: 1e300 }),
  () => ({ type: 'audience', online: -1 }),
  () => ({ type: 'audience', online: Number.MAX_VALUE, views: 'many' }),
  () => ({ type: 'order.paid', order: order({ total: cny(-5900) }) }),
  () => ({ type: 'order.paid', order: order({ total: cny(59.5) }) }),
  () => ({ type: 'order.paid', order: order({ total: { minor: 5900, currency: '元' } }) }),
  () => ({ type: 'order.paid', order: order({ lines: [], total: cny('5900') }) }),
  () => ({ type: 'order.paid', order: order({ lines: 'none' }) }),
  () => ({ type: 'order.created', order: order({ id: 6900000000000000001n.toString().length, buyer: null }) }),
  () => ({ type: 'order.refunded', order: order({}), amount: cny(-1) }),
  () => ({ type: 'notice', level: 'panic', text: '<img src=x onerror=alert(1)>' }),
  () => ({ type: 'product.shown', productId: 123, people: 3 }),
  () => ({ type: 'product.clicked', productId: '1', people: -3 }),
  () => ({ type: 'chat', text: nest(2000) }),
];

const HUGE_CHARACTERS = 10 * 1024 * 1024;

export const makeBroken = (random: SeededRandom): BrokenBody => random.pick(BROKEN)();

export const makeHuge = (): BrokenBody => ({ type: 'chat', text: 'A'.repeat(HUGE_CHARACTERS), viewer: buyer });
