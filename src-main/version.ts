// Kongtai's version, as package.json has it.

import about from '../package.json' with { type: 'json' };

export const VERSION = about.version;
