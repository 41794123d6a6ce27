// Requests about the pictures of imports, and the decision that one has come.

import type { CommandId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { PictureJob } from '../store/picture-store.ts';
import { tellShows } from './catalogue-news.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type PictureHandlers = Pick<
  Handlers,
  'picture.retry' | 'picture.cancel' | 'picture.dismiss' | 'picture.failures' | 'picture.addThumb'
>;

const FAILURES_SHOWN = 100;

/** The picture joins its product; shows on air are told. */
export const takePicture = (desk: EngineDesk, { jobId }: PictureJob, name: string): void => {
  const commandId = newId<CommandId>();
  const isChanged = desk.decide(commandId, (writes, now) => {
    const change = writes.takePicture(jobId, name, now);
    if (change === null) return { facts: [], value: false };
    return { ...tellShows(desk, writes, commandId, [change], now), value: true };
  });
  if (isChanged && desk.room().show.phase === 'draft') desk.turnToSheet();
};

export const createPictureHandlers = (desk: EngineDesk): PictureHandlers => {
  const { store, pictures, media } = desk;
  return {
    'picture.retry': () => {
      store.transact((writes) => writes.retryPictures(desk.clock()));
      pictures.wake();
      return null;
    },
    'picture.cancel': () => {
      store.transact((writes) => writes.cancelPictures());
      pictures.wake();
      return null;
    },
    'picture.dismiss': () => {
      store.transact((writes) => writes.dismissPictures());
      pictures.wake();
      return null;
    },
    'picture.failures': () => store.pictureFailures(FAILURES_SHOWN),
    'picture.addThumb': ({ name, thumb }) => {
      if (thumb === null) media.giveUpThumbs(name);
      else media.keepThumb(name, thumb.width, Buffer.from(thumb.bytes, 'base64'));
      return null;
    },
  };
};
