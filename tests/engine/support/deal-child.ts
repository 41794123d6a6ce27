// An engine in a process of its own that takes a deal up to one step and then waits to be killed.

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { intent, openRig } from './engine-rig.ts';

const [dataDir = '', step = ''] = process.argv.slice(2);
const STEPS = ['draft', 'armed', 'countdown', 'running', 'ended', 'settled'];

const rig = await openRig({ dataDir });
await rig.screen.must('show.start', intent());
const row = rig.screen.topic('product.list')[2];
if (row === undefined) throw new Error('no product');
const terms = {
  productId: row.productId,
  variantId: row.variantId,
  priceMinor: row.price.minor - 2000,
  quantity: 10,
  perBuyer: 2,
  countdownMs: 10_000,
  durationMs: 60_000,
};
const reached = (name: string): boolean => STEPS.indexOf(name) <= STEPS.indexOf(step);
const { dealId } = await rig.screen.must('deal.draft.save', { ...intent(), ...terms, dealId: null });
const inPhase = async (phase: string): Promise<void> => {
  while (rig.screen.topic('deal.list')[0]?.phase !== phase) {
    rig.clock.advance(50);
    await pause(10);
  }
};
if (reached('armed')) await rig.screen.must('deal.arm', { ...intent(), ...terms, dealId });
if (reached('countdown')) await rig.screen.must('deal.fire', { ...intent(), dealId });
if (reached('running')) await inPhase('running');
if (reached('ended')) await rig.screen.must('deal.stop', { ...intent(), dealId });
if (reached('settled')) await rig.screen.must('deal.settle', { ...intent(), dealId });
console.log(JSON.stringify({ dealId, now: rig.clock(), file: join(dataDir, 'kongtai.db') }));
