// The contract as others build on it; after a wanted change, `npx vitest run tests/gateway/contract.test.ts -u` renews the file.

import { expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '../../src-main/contract/errors.ts';
import { ROLES } from '../../src-main/contract/route.ts';
import { routes } from '../../src-main/contract/routes.ts';
import { FEED_TOPICS, STATE_TOPICS } from '../../src-main/contract/topics.ts';

it('the contract changes without anybody having seen it', async () => {
  const contract = {
    roles: ROLES,
    routes: Object.fromEntries(
      Object.entries(routes).map(([name, { kind, roles, input }]) => [
        name,
        { kind, roles, input: z.toJSONSchema(input, { io: 'input' }) },
      ]),
    ),
    stateTopics: Object.keys(STATE_TOPICS),
    feedTopics: FEED_TOPICS,
    errors: ERROR_CODES,
  };
  await expect(`${JSON.stringify(contract, null, 2)}\n`).toMatchFileSnapshot('../fixtures/contract.json');
});
