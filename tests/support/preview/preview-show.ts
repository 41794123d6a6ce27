// A made-up show, eighty-five minutes in, for looking at the screens: every state that they draw is in it somewhere.

import catalogue from '../../../resources/demo/catalogue.json' with { type: 'json' };
import type { RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import type {
  ChartTopic,
  CommandRow,
  DealView,
  FeedRow,
  Figure,
  FigureName,
  KpiTopic,
  LaneRow,
  PinTopic,
  ProductRow,
  QuestionRow,
  StateTopics,
  ViewerView,
} from '../../../src-main/contract/topics.ts';
import { duration, type Instant, instant, money } from '../../../src-main/core/units.ts';
import { obsTopic, overlayTopic, overlayView } from './preview-overlay.ts';

const MINUTE = 60_000;
const yuan = (major: number) => money(Math.round(major * 100), 'CNY');
const id = <T>(text: string): T => text as T;
const wave = (i: number, a: number, b: number): number => Math.sin(i / a) + Math.sin(i / b + 1.3) * 0.6;

export const productRows = (count: number): readonly ProductRow[] =>
  Array.from({ length: count }, (_, index): ProductRow => {
    const cue = catalogue.cues[index % catalogue.cues.length];
    const product = catalogue.products.find((each) => each.productId === cue?.productId);
    const variant = product?.variants.find((each) => each.variantId === cue?.variantId);
    if (cue === undefined || product === undefined || variant === undefined)
      throw new Error('the demo catalogue has a hole');
    const stockAtStart = variant.stock;
    const stock = index === 6 ? 0 : index === 2 ? 128 : Math.round(stockAtStart * (0.5 + ((index * 37) % 50) / 100));
    const deal = cue.deal;
    return {
      number: index + 1,
      productId: id(`${product.productId}${index >= catalogue.cues.length ? `-${index}` : ''}`),
      variantId: id(`${variant.variantId}${index >= catalogue.cues.length ? `-${index}` : ''}`),
      title: product.title,
      variantTitle: variant.title,
      image: `media/${product.image}`,
      price: money(variant.price, 'CNY'),
      comparePrice:
        variant.comparePrice === null || variant.comparePrice === undefined
          ? null
          : { price: money(variant.comparePrice.price, 'CNY'), basis: id(variant.comparePrice.basis) },
      stock,
      sellable: stock,
      isTracked: true,
      stockAtStart: index === 2 ? 500 : stockAtStart,
      sold: stockAtStart - stock,
      explain: index < 2 ? 'explained' : index === 2 ? 'explaining' : 'none',
      explainedMs: duration(index < 2 ? 7.4 * MINUTE : 0),
      isSkipped: index === 5,
      dealPhase: index === 2 ? 'running' : index === 4 ? 'armed' : null,
      plannedMs: duration(cue.plannedMinutes * MINUTE),
      dealPlan:
        deal === null
          ? null
          : {
              price: money(deal.price, 'CNY'),
              quantity: deal.quantity,
              perBuyer: deal.perBuyer,
              countdownMs: duration(deal.countdownSeconds * 1000),
              durationMs: duration(deal.durationMinutes * MINUTE),
            },
      codes: `${variant.sku} ${variant.barcode}`,
    };
  });

export const dealViews = (products: readonly ProductRow[], now: Instant): readonly DealView[] => {
  const view = (index: number, phase: DealView['phase'], opensAt: number | null): DealView => {
    const product = products[index];
    if (product === undefined) throw new Error('no such product');
    const closesAt = opensAt === null ? null : instant(opensAt + 5 * MINUTE);
    return {
      dealId: id(`deal-${index}`),
      number: product.number,
      productId: product.productId,
      variantId: product.variantId,
      title: product.title,
      price: yuan(59),
      listPrice: product.price,
      comparePrice: product.comparePrice,
      quantity: 500,
      perBuyer: 2,
      countdownMs: duration(10_000),
      durationMs: duration(5 * MINUTE),
      phase,
      armedAt: instant(now - 4 * MINUTE),
      opensAt: opensAt === null ? null : instant(opensAt),
      closesAt,
      endedAt: null,
      endReason: null,
      sold: phase === 'running' ? 372 : 0,
      left: phase === 'running' ? 128 : 500,
      buyers: phase === 'running' ? 288 : 0,
      gmv: yuan(phase === 'running' ? 21_948 : 0),
      offer: { kind: 'flash' },
      state: phase === 'running' ? 'running' : 'armed',
      trigger: null,
      reachesRoom: true,
      undoUntil: null,
      settledAt: null,
      draw: null,
    };
  };
  return [view(4, 'armed', null), view(2, 'running', now - 2.28 * MINUTE)];
};

export const pinTopic = (product: ProductRow | undefined, next: ProductRow | undefined, now: Instant): PinTopic => ({
  pinned:
    product === undefined
      ? null
      : {
          number: product.number,
          productId: product.productId,
          variantId: product.variantId,
          startedAt: instant(now - 4.2 * MINUTE),
          plannedMs: duration(5 * MINUTE),
          overrun: 'none',
          gmv: yuan(21_948),
          units: 372,
          sellOutEtaMs: duration(6 * MINUTE),
          sellingPoints: ['丝绒哑光质地，一抹就上色', '八个日常色号，黄皮白皮都有得选'],
        },
  next: next === undefined ? null : { number: next.number, title: next.title, price: next.price },
  behindMs: duration(3 * MINUTE),
});

type SideName = NonNullable<Figure['numerator']>['name'];

const figureAt = (
  asOf: Instant,
  value: number | null,
  change: number | null,
  top?: [SideName, number],
  bottom?: [SideName, number],
): Figure => ({
  asOf,
  value,
  recent: value,
  before: value === null || change === null ? null : value / (1 + change),
  change,
  numerator: top === undefined ? null : { name: top[0], value: top[1] },
  denominator: bottom === undefined ? null : { name: bottom[0], value: bottom[1] },
});

/** Every figure stale since then, or none. */
export const staleAt = (since: Instant | null): KpiTopic['staleBy'] => ({
  online: since,
  gmv: since,
  gmvPerMinute: since,
  orders: since,
  gpm: since,
  uvValue: since,
  conversion: since,
  interaction: since,
});

export const kpiTopic = (now: Instant): KpiTopic => {
  const figure = figureAt.bind(null, now);
  const figures: Readonly<Record<FigureName, Figure>> = {
    online: figure(3482 + Math.round(20 * Math.sin(now / 4000)), 0.124),
    gmv: figure(8_641_200, 0.31),
    gmvPerMinute: figure(213_000, 0.182),
    orders: figure(1264, 0.225),
    gpm: figure(193_200, 0.061, ['gmv', 8_641_200], ['views', 44_730]),
    uvValue: figure(251, null, ['gmv', 8_641_200], ['uniqueViewers', 34_427]),
    conversion: figure(0.0284, -0.097, ['buyers', 978], ['uniqueViewers', 34_427]),
    interaction: figure(0.116, 0.013, ['interacted', 3_993], ['uniqueViewers', 34_427]),
  };
  return {
    asOf: now,
    staleSince: null,
    staleBy: staleAt(null),
    isProvisional: true,
    figures,
    peakOnline: 3746,
    averageOnline: 2890,
    refunds: 12_000,
    worst: 'conversion',
    funnel: [
      { name: 'entered', people: 44_730, rate: null },
      { name: 'shown', people: 31_210, rate: 0.698 },
      { name: 'clicked', people: 9840, rate: 0.315 },
      { name: 'ordered', people: 1502, rate: 0.153 },
      { name: 'paid', people: 1264, rate: 0.842 },
    ],
    totals: [],
  };
};

export const chartTopic = (startedAt: Instant, now: Instant): ChartTopic => {
  const minutes = Math.floor((now - startedAt) / MINUTE);
  const steps = minutes * 4;
  const inGap = (minute: number): boolean => minute >= 47 && minute < 51;
  const perMinute = (make: (i: number) => number) =>
    Array.from({ length: minutes }, (_, i) => (inGap(i) ? null : Math.max(0, Math.round(make(i)))));
  const mark = (minute: number, kind: 'pin' | 'deal' | 'warning', number: number | null) => ({
    at: instant(startedAt + minute * MINUTE),
    kind,
    number,
    text: '',
  });
  return {
    from: startedAt,
    until: now,
    onlineBucketMs: duration(MINUTE / 4),
    online: Array.from({ length: steps }, (_, i) =>
      inGap(i / 4) ? null : Math.round(1000 + 2500 * (1 - Math.exp(-i / 90)) + 90 * wave(i, 9, 23)),
    ),
    bucketMs: duration(MINUTE),
    gmv: perMinute((i) => 100_000 * (1 + 0.7 * wave(i, 3, 5))),
    orders: perMinute((i) => 16 * (1 + 0.6 * wave(i, 3, 7))),
    chats: perMinute((i) => 230 + i * 1.4 + 60 * wave(i, 1.7, 3)),
    likes: perMinute((i) => 420 + i * 2.5 + 90 * wave(i, 1.3, 4)),
    follows: perMinute((i) => 40 + i / 2 + 8 * wave(i, 2, 3)),
    marks: [
      mark(20, 'pin', 1),
      mark(36, 'pin', 2),
      mark(58, 'warning', null),
      mark(minutes - 4, 'pin', 3),
      mark(minutes - 2, 'deal', 3),
    ],
    gaps: [
      { from: instant(startedAt + 47 * MINUTE), to: instant(startedAt + 51 * MINUTE), source: null, misses: null },
    ],
  };
};

const NAMES = [
  '暖阳',
  '晴天',
  'Lulu',
  '阿美',
  '江南',
  'momo',
  '南风',
  '小鹿',
  '糖糖',
  '林',
  '橘子',
  'Yuki',
  '大熊',
  '青柠',
  '七七',
  '木木',
];
export const viewer = (n: number): ViewerView => ({
  viewerId: id(`viewer-${n % 97}`),
  name: `${NAMES[n % NAMES.length]}**`,
  level: (n * 7) % 40,
  isFollower: n % 3 === 0,
  isMember: n % 11 === 0,
});

const SAID = [
  '枫叶红黄皮能涂吗',
  '+1 枫叶红',
  '3号 扣5',
  '主播试色看看豆沙',
  '刚拍了两支 坐等发货',
  '比上次便宜好多',
  '2支枫叶红 来了',
  '有没有小样送呀',
  '给老婆拍一支',
  '3号怎么没库存了？',
  '候补到了吗',
];

export const feedRow = (n: number, now: Instant): FeedRow => {
  const base = { key: `feed-${n}`, at: now, viewer: viewer(n) };
  if (n % 9 === 4) return { ...base, kind: 'gift', giftName: '小心心', count: 66 };
  if (n % 7 === 3) return { ...base, kind: 'enter' };
  if (n % 13 === 5) return { ...base, kind: 'follow' };
  if (n % 17 === 6)
    return { ...base, kind: 'order', step: 'paid', title: '丝绒哑光口红', quantity: 1, total: yuan(59) };
  const text = SAID[n % SAID.length] ?? '';
  return { ...base, kind: 'chat', text, isQuestion: /[？吗]/.test(text), isClaim: /^[+\d]/.test(text) };
};

export const laneRow = (n: number, now: Instant): LaneRow => ({
  key: `lane-${n}`,
  kind: n % 2 === 0 ? 'order' : 'claim',
  state: n % 2 === 0 ? (n % 4 === 0 ? 'paid' : 'created') : 'claimed',
  lifecycle: n % 2 === 0 ? (n % 4 === 0 ? 'paid' : 'reserved') : null,
  at: now,
  viewer: viewer(n * 3),
  orderId: n % 2 === 0 ? id(`order-${n}`) : null,
  number: 3,
  title: '丝绒哑光口红 枫叶红',
  quantity: 1 + (n % 3),
  total: n % 2 === 0 ? yuan(59 * (1 + (n % 3))) : null,
  isDeal: n % 4 === 0,
  short: n === 7 ? 'per_buyer' : null,
});

export const questionRows = (now: Instant): readonly QuestionRow[] => [
  {
    questionKey: 'size:3:',
    subject: 'size',
    text: '枫叶红显白吗？',
    viewer: viewer(1),
    count: 23,
    source: id('room'),
    waitingSince: instant(now - 48_000),
    answer: null,
  },
  {
    questionKey: 'shipping:-:',
    subject: 'shipping',
    text: '今天拍什么时候发？',
    viewer: viewer(2),
    count: 11,
    source: id('room'),
    waitingSince: instant(now - 31_000),
    answer: null,
  },
  {
    questionKey: 'ingredients:3:',
    subject: 'ingredients',
    text: '孕妇能用吗？',
    viewer: viewer(3),
    count: 4,
    source: id('room'),
    waitingSince: instant(now - 12_000),
    answer: null,
  },
];

export const commandRow = (kind: string, number: number | null, now: Instant): CommandRow => ({
  commandId: id(`command-${now}`),
  kind,
  number,
  state: 'sent',
  at: now,
  expiresAt: instant(now + 30_000),
  code: null,
  message: null,
});

const runSheetTopic = (products: readonly ProductRow[], startedAt: Instant): RunSheetTopic => ({
  showId: id('show-12'),
  title: '初冬美妆专场 · 第 12 场',
  phase: 'live',
  currency: 'CNY',
  version: 1,
  canUndo: false,
  canRedo: false,
  startsAt: startedAt,
  startedAt,
  slotMs: duration(120 * MINUTE),
  plannedMs: duration(products.length * 5 * MINUTE),
  cues: products.map(({ dealPlan: deal, number, productId, variantId, title, variantTitle, image, ...row }) => ({
    number,
    productId,
    variantId,
    title,
    variantTitle,
    image,
    deal,
    price: row.price,
    stock: row.stock,
    plannedMs: row.plannedMs,
    note: number === 3 ? '先试色再上价' : '',
    speaker: '',
    scriptBlocks: [],
    offsetMs: duration((number - 1) * 5 * MINUTE),
    lacks: ['no_script'],
    script: { blocks: 0, spokenMs: duration(0) },
    isSkipped: row.isSkipped,
    explain: row.explain,
    explainedMs: row.explainedMs,
  })),
});

export const firstTopics = (now: Instant, productCount: number): StateTopics => {
  const startedAt = instant(now - 84.6 * MINUTE);
  const products = productRows(productCount);
  return {
    'engine.state': { version: '0.1.0', dataDir: '/data', problem: null },
    'show.current': {
      showId: id('show-12'),
      title: '初冬美妆专场 · 第 12 场',
      host: '知夏',
      currency: 'CNY',
      phase: 'live',
      isPaused: false,
      startedAt,
      endedAt: null,
      plannedMs: duration(120 * MINUTE),
      recording: null,
    },
    'claim.state': {
      window: null,
      counts: {
        reserved: 0,
        claimed: 0,
        waiting: 0,
        refused: 0,
        paid: 0,
        taken_back: 0,
        expired: 0,
        cancelled: 0,
      },
      unpaid: { units: 0, total: money(0, 'CNY') },
      unclear: [],
      unclearCount: 0,
      waitlists: [],
    },
    'source.list': [
      {
        sourceId: id('room'),
        name: '房间',
        kind: 'room',
        status: 'live',
        since: startedAt,
        lastEventAt: instant(now - 200),
        retryAt: null,
        problem: null,
        clockOffsetMs: 12,
        capabilities: ['product.pin', 'product.unpin', 'deal.start', 'deal.stop'],
        attempt: 0,
        events: 4200,
        rejects: 0,
        doubt: null,
      },
      {
        sourceId: id('bridge'),
        name: '弹幕桥',
        kind: 'room',
        status: 'stale',
        since: instant(now - 23_000),
        lastEventAt: instant(now - 23_000),
        retryAt: null,
        problem: null,
        clockOffsetMs: 0,
        capabilities: [],
        attempt: 0,
        events: 0,
        rejects: 0,
        doubt: null,
      },
    ],
    'recording.state': { dir: '', recording: null, replay: null },
    'source.shelf': { rows: [], keyring: null, passphrase: 'none' },
    'product.list': products,
    'run-sheet.current': runSheetTopic(products, startedAt),
    'script.current': { revision: 0, variantId: null, sections: [], held: [], speaker: '', paces: [] },
    'pin.current': pinTopic(products[2], products[3], now),
    'deal.list': dealViews(products, now),
    'deal.shelf': {
      drafts: [],
      templates: [],
      missed: [],
      platformId: 'own-shop',
      platformTitle: { zh: '自有店铺', en: 'Own shop' },
      cooldownMs: duration(3000),
      coolsAt: null,
    },
    'kpi.live': kpiTopic(now),
    'chart.live': chartTopic(startedAt, now),
    'question.list': questionRows(now),
    'command.state': { waiting: 1, rows: [commandRow('stock.set', 3, now)] },
    'catalogue.state': { revision: 0 },
    'picture.state': {
      ...{ waiting: 0, done: 0, total: 0, failed: 0, cancelled: 0 },
      isOffline: false,
      unthumbed: [],
    },
    'import.state': {
      phase: 'none',
      uploadId: null,
      round: 0,
      name: '',
      bytes: 0,
      received: 0,
      progress: 0,
      rows: 0,
      refusal: null,
      counts: null,
      outcome: null,
    },
    'order-import.state': {
      phase: 'none',
      uploadId: null,
      round: 0,
      name: '',
      bytes: 0,
      received: 0,
      progress: 0,
      rows: 0,
      refusal: null,
      counts: null,
      outcome: null,
    },
    'order.state': { revision: 0 },
    'reject.list': { count: 2, latest: [] },
    'overlay.view': overlayView(now),
    'overlay.state': overlayTopic(now),
    'obs.state': obsTopic(now),
    'promise.state': { promises: [], owed: [], due: [], offers: [], canMake: true },
    'emergency.state': {
      cards: [],
      open: [],
      closed: [],
      mode: 'live',
      now: { runningDeals: 0, armedDeals: 0, areClaimsOpen: false, noticeRooms: 0, isOverlayOn: false },
    },
    'message.list': { current: null, behind: 0, latest: [] },
  };
};
