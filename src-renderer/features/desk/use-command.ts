// `const run = useCommand()`: sends a command from a component; stable over renders.

import { runCommand } from './run-command.ts';

export const useCommand = (): typeof runCommand => runCommand;
