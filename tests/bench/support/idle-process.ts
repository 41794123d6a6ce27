// A child process that does nothing but watch how late its own timer comes: what of a delay is the machine's own.

import { z } from 'zod';
import { onAsk, readGiven, sayReady } from './child.ts';
import { watchLoop } from './loop-watch.ts';

readGiven(z.object({}));
const watch = watchLoop();
onAsk(() => watch.read());
sayReady({});
