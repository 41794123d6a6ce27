// New ids: UUIDv7, which sort by the time they were made.

import { v7 } from 'uuid';

export const newId = <Id extends string>(): Id => v7() as Id;
