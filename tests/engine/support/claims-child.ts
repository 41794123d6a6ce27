// An engine in a process of its own that takes claims, batch after batch, until it is killed: prints how many comments were taken in.

import type { LiveEventBody } from '../../../src-main/core/live-event.ts';
import type { ViewerId } from '../../../src-main/core/units.ts';
import { openRig } from './engine-rig.ts';

const [dataDir = '', from = '0'] = process.argv.slice(2);
const BATCH = 90;

const claimOf = (number: number): LiveEventBody => ({
  type: 'chat',
  text: '2号+1',
  viewer: { id: `v${number}` as ViewerId, name: `观众${number}` },
});

const rig = await openRig({ dataDir });
for (let said = Number(from); ; said += BATCH) {
  await rig.room.say(...Array.from({ length: BATCH }, (_, index) => claimOf(said + index)));
  console.log(said + BATCH);
}
