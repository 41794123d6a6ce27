// The keys of the desk, for the footer, the dialog and the palette: one list, so that they never disagree.

export interface DeskKey {
  readonly name: string;
  /** As printed; names in the catalogue `keys:key.*` are translated. */
  readonly keys: readonly string[];
  readonly isInFooter: boolean;
}

export const DESK_KEYS: readonly DeskKey[] = [
  { name: 'pin', keys: ['number', 'Enter'], isInFooter: true },
  { name: 'unpin', keys: ['U'], isInFooter: true },
  { name: 'next', keys: ['N'], isInFooter: true },
  { name: 'skip', keys: ['S'], isInFooter: false },
  { name: 'deal', keys: ['F'], isInFooter: true },
  { name: 'cancel', keys: ['Esc'], isInFooter: false },
  { name: 'search', keys: ['/'], isInFooter: false },
  { name: 'select', keys: ['↑', '↓'], isInFooter: false },
  { name: 'freeze', keys: ['space'], isInFooter: true },
  { name: 'message', keys: ['M'], isInFooter: true },
  { name: 'promise', keys: ['P'], isInFooter: false },
  { name: 'emergency', keys: ['F1–F8'], isInFooter: true },
  { name: 'settle', keys: ['Alt', '1–3'], isInFooter: false },
  { name: 'answer', keys: ['Shift', 'Alt', '1–3'], isInFooter: false },
  { name: 'claims', keys: ['J'], isInFooter: false },
  { name: 'claim-new', keys: ['A'], isInFooter: false },
  { name: 'palette', keys: ['Ctrl', 'K'], isInFooter: false },
  { name: 'keys', keys: ['?'], isInFooter: true },
];
