// Requests about platforms' totals: a file of them beside what was counted here.

import { csvOf } from '../catalogue-files/table-writer.ts';
import { writeWholeFile } from '../catalogue-files/whole-file.ts';
import { toTotalCells, totalColumns } from '../projection/totals-file.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

export const createTotalHandlers = (desk: EngineDesk): Pick<Handlers, 'review.totals-file'> => ({
  'review.totals-file': async ({ showId, language }) => {
    const { show, figures } = await desk.summary(showId);
    const day = new Date(show.startedAt ?? desk.clock()).toISOString().slice(0, 10);
    const file = desk.outgoing.make(`kongtai-totals-${day}.csv`);
    const rows = async function* () {
      yield figures.totals.flatMap((totals) => toTotalCells(show.title, totals, language));
    };
    await writeWholeFile(file.path, csvOf(totalColumns(language), rows(), { mayGuardIds: true }));
    return desk.outgoing.publish(file);
  },
});
