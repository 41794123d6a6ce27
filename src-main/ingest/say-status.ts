// Says how a source stands, also when the store cannot keep that it was lost: then that is the graver trouble, and said in its place.

import type { SourceSink } from './event-source.ts';
import { problemOf } from './problem-of.ts';

export const sayStatus = (sink: SourceSink, change: Parameters<SourceSink['status']>[0]): void => {
  try {
    sink.status(change);
  } catch (error) {
    sink.status({ status: 'down', retryAt: change.retryAt, problem: problemOf(error) });
  }
};
