// Every command of the desk as one searchable list, with only those that can be done now.

import type { TFunction } from 'i18next';
import { EMERGENCY_KINDS } from '../../../src-main/contract/emergency-documents.ts';
import type { ProductRow, ShowTopic } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import type { DeskState } from '../../state/desk-store.ts';
import { runCommand } from '../desk/run-command.ts';
import { keyOfEmergency } from '../emergency/emergency-keys.ts';
import { openHost } from '../header/open-host.ts';
import { pinProduct, unpinProduct } from '../products/pin-commands.ts';
import { pinNextCue, skipNextCue } from '../run-sheet/next-cue.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly text: string;
  /** The key that does the same, as printed. */
  readonly hint: string;
  readonly run: () => void;
}

interface PaletteScene {
  readonly t: TFunction;
  readonly show: ShowTopic | null;
  readonly products: readonly ProductRow[];
  readonly isPinned: boolean;
  /** What the run sheet has next; null at its end. */
  readonly next: { readonly number: number; readonly title: string } | null;
  readonly desk: DeskState;
}

const showEntries = ({ t, show, desk }: PaletteScene): readonly PaletteEntry[] => {
  const move = (name: 'rehearse' | 'reset' | 'start' | 'pause' | 'resume'): PaletteEntry => ({
    id: name,
    text: t(`palette:${name}`),
    hint: '',
    run: () => void runCommand(`show.${name}`, { commandId: newCommandId() }),
  });
  const documents: PaletteEntry[] = [
    { id: 'shows', text: t('palette:shows'), hint: '', run: () => desk.openDialog({ kind: 'shows' }) },
    { id: 'deals', text: t('deal-desk:title'), hint: '', run: () => desk.openDialog({ kind: 'deals' }) },
    {
      id: 'claim-rules',
      text: t('claims:palette.rules'),
      hint: '',
      run: () => desk.openDialog({ kind: 'claim-rules' }),
    },
    { id: 'claim-new', text: t('claims:palette.new'), hint: 'A', run: () => desk.openDialog({ kind: 'claim-new' }) },
    {
      id: 'claims',
      text: t('claims:palette.all'),
      hint: 'J',
      run: () => desk.openDialog({ kind: 'workspace', tab: 'claims' }),
    },
    { id: 'show-new', text: t('palette:showNew'), hint: '', run: () => desk.openDialog({ kind: 'show-new' }) },
  ];
  if (show === null) return documents;
  const { showId } = show;
  if (show.startedAt !== null) {
    documents.push({
      id: 'summary',
      text: t('palette:summary'),
      hint: '',
      run: () => desk.openDialog({ kind: 'summary', showId }),
    });
  }
  // Ending a show is not here: it must be held, and a palette is pressed.
  if (show.phase === 'draft') return [move('rehearse'), move('start'), ...documents];
  if (show.phase === 'rehearsing') return [move('start'), move('reset'), ...documents];
  if (show.phase === 'live') return [move(show.isPaused ? 'resume' : 'pause'), ...documents];
  return documents;
};

const cueEntries = ({ t, next, show }: PaletteScene): readonly PaletteEntry[] => {
  if (next === null) return [];
  const { number, title } = next;
  const isOnAir = show?.phase === 'live' || show?.phase === 'rehearsing';
  return [
    { id: 'next-cue', text: t('palette:nextCue', { number, title }), hint: 'N', run: pinNextCue },
    ...(isOnAir
      ? [{ id: 'skip-cue', text: t('palette:skipCue', { number, title }), hint: 'S', run: () => void skipNextCue() }]
      : []),
  ];
};

const deskEntries = ({ t, isPinned, desk }: PaletteScene): readonly PaletteEntry[] => [
  ...(isPinned ? [{ id: 'unpin', text: t('palette:unpin'), hint: 'U', run: unpinProduct }] : []),
  { id: 'message', text: t('palette:message'), hint: 'M', run: () => desk.setComposing(true) },
  {
    id: 'freeze',
    text: t(desk.isFeedFrozen ? 'palette:follow' : 'palette:freeze'),
    hint: t('keys:key.space'),
    run: () => desk.setFeedFrozen(!desk.isFeedFrozen),
  },
  { id: 'host', text: t('palette:host'), hint: '', run: openHost },
  { id: 'promise', text: t('promises:title'), hint: 'P', run: () => desk.openDialog({ kind: 'promise' }) },
  ...EMERGENCY_KINDS.map((card) => ({
    id: `emergency-${card}`,
    text: t('emergency:palette', { card: t(`emergency:kind.${card}`) }),
    hint: keyOfEmergency(card),
    run: () => desk.openDialog({ kind: 'emergency', card }),
  })),
  { id: 'source', text: t('palette:source'), hint: '', run: () => desk.openDialog({ kind: 'source' }) },
  { id: 'rejects', text: t('palette:rejects'), hint: '', run: () => desk.openDialog({ kind: 'rejects' }) },
  { id: 'keys', text: t('palette:keys'), hint: '?', run: () => desk.openDialog({ kind: 'keys' }) },
  {
    id: 'language',
    text: t('palette:language'),
    hint: '',
    run: () => desk.setLanguage(desk.language === 'en' ? 'zh-CN' : 'en'),
  },
  ...(window.kongtai === undefined
    ? []
    : [
        {
          id: 'fullscreen',
          text: t('palette:fullscreen'),
          hint: '',
          run: () => void window.kongtai?.shell('toggle-fullscreen'),
        },
      ]),
];

const productEntries = ({ t, products }: PaletteScene): readonly PaletteEntry[] =>
  products.map((product) => ({
    id: `pin-${product.variantId}`,
    text: t('palette:pin', { number: product.number, title: `${product.title} ${product.variantTitle}`.trim() }),
    hint: `${product.number} ↵`,
    run: () => pinProduct(product),
  }));

export const paletteEntries = (scene: PaletteScene): readonly PaletteEntry[] => [
  ...cueEntries(scene),
  ...deskEntries(scene),
  ...showEntries(scene),
  ...productEntries(scene),
];
