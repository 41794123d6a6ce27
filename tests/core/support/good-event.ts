// One whole event of each type that the protocol knows, with every optional field, as it comes off the wire.

export type Raw = Record<string, unknown>;

const cny = (minor: number): Raw => ({ minor, currency: 'CNY' });
const viewer: Raw = {
  id: '7300000000000000001',
  name: '小鹿🌸',
  avatar: 'https://example.com/a.png',
  level: 21,
  isFollower: true,
  isMember: false,
};
const order: Raw = {
  id: '6900000000000000001',
  lines: [
    {
      productId: '71',
      variantId: '711',
      title: '丝绒口红 枫叶红',
      quantity: 2,
      unitPrice: cny(5900),
      dealId: 'deal-1',
    },
    { productId: '72', variantId: '721', title: '面膜', quantity: 1, unitPrice: cny(0) },
  ],
  total: cny(11_800),
  buyer: viewer,
  note: '麻烦送个小样',
};

const BODIES: readonly Raw[] = [
  { type: 'chat', text: '3号 +1', replyTo: 'e-0' },
  {
    type: 'gift',
    gift: { id: 'g-rose', name: '玫瑰', unitValue: cny(10) },
    count: 5,
    streakId: 's-1',
    streakEnd: true,
  },
  { type: 'like', count: 9 },
  { type: 'enter' },
  { type: 'follow' },
  { type: 'share' },
  {
    type: 'audience',
    online: 0,
    views: 9000,
    unique: 8000,
    likes: 361_971,
    followers: 95_000,
    popularity: 1_200_000,
    isRounded: true,
    session: '7309128470994258694',
  },
  { type: 'product.shown', productId: '71', variantId: '711', people: 40 },
  { type: 'product.clicked', productId: '71', variantId: '711', people: 0 },
  { type: 'order.created', order },
  { type: 'order.paid', order },
  { type: 'order.cancelled', order },
  { type: 'order.refunded', order, amount: cny(5900) },
  { type: 'stream.started', reason: '开播' },
  { type: 'stream.ended', reason: '下播' },
  { type: 'stream.paused', reason: '网络' },
  { type: 'stream.resumed', reason: '' },
  { type: 'notice', level: 'violation', text: '疑似绝对化用语' },
];

/** A fresh copy each time: a test may spoil it. */
export const goodEvents = (): Raw[] =>
  BODIES.map((body, index) =>
    structuredClone({ id: `e-${index + 1}`, seq: index + 1, at: Date.UTC(2026, 10, 24, 12), viewer, ...body }),
  );

export const goodEvent = (type: string): Raw => {
  const event = goodEvents().find((each) => each.type === type);
  if (event === undefined) throw new RangeError(`no event of type ${type}`);
  return event;
};

/** `event` with the field at `path` (like `order.lines.0.title`) set; undefined takes it away. */
export const spoil = (event: Raw, path: string, value: unknown): Raw => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder: Raw = event;
  for (const key of keys) holder = holder[key] as Raw;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return event;
};
