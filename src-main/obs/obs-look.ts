// What an OBS has: scenes, text sources and what stands in them, browser sources and whether one shows the overlay.

import { z } from 'zod';
import type { ObsSight } from '../contract/obs-documents.ts';
import type { ObsConnection } from './obs-connection.ts';

const scenes = z.object({
  currentProgramSceneName: z.string().nullish(),
  scenes: z.array(z.object({ sceneName: z.string() })),
});
const inputs = z.object({ inputs: z.array(z.object({ inputName: z.string(), inputKind: z.string() })) });
const kinds = z.object({ inputKinds: z.array(z.string()) });
const record = z.object({ outputActive: z.boolean() });
const settings = z.object({ inputSettings: z.object({ text: z.string().optional(), url: z.string().optional() }) });

/** text_ft2_source_v2 on Linux and macOS, text_gdiplus_v2 and _v3 on Windows. */
const isText = (kind: string): boolean => kind.startsWith('text_');
const isBrowser = (kind: string): boolean => kind.startsWith('browser_source');
const isOverlayUrl = (url: string): boolean => /^http:\/\/(?:127\.0\.0\.1|localhost):\d+\/overlay(?:[#?]|$)/.test(url);

const MOST_LOOKED_AT = 60;

/** Rejects with ObsFault, or a ZodError where the answers are none of OBS's. */
export const lookAtObs = async ({ version, requests, ask }: ObsConnection): Promise<ObsSight> => {
  const list = scenes.parse(await ask('GetSceneList'));
  const all = inputs.parse(await ask('GetInputList')).inputs;
  const { inputKinds } = kinds.parse(await ask('GetInputKindList'));
  const { outputActive } = record.parse(await ask('GetRecordStatus'));
  const read = async (inputName: string) => settings.parse(await ask('GetInputSettings', { inputName })).inputSettings;
  const texts: { name: string; text: string }[] = [];
  const browsers: { name: string; isOverlay: boolean }[] = [];
  for (const { inputName: name, inputKind } of all.slice(0, MOST_LOOKED_AT)) {
    if (isText(inputKind)) texts.push({ name, text: (await read(name)).text ?? '' });
    if (isBrowser(inputKind)) browsers.push({ name, isOverlay: isOverlayUrl((await read(name)).url ?? '') });
  }
  return {
    version,
    scene: list.currentProgramSceneName ?? '',
    scenes: list.scenes.map(({ sceneName }) => sceneName).reverse(),
    texts,
    browsers,
    canMakeChapters: requests.has('CreateRecordChapter'),
    hasBrowserSource: inputKinds.some(isBrowser),
    isRecording: outputActive,
  };
};
