// Whose rooms a kind of source reads: two sources of different platforms are in different rooms, and nothing else proves that.

const PLATFORMS: Readonly<Record<string, string>> = {
  'tiktok-chat-reader': 'tiktok',
  'douyin-barrage-grab': 'douyin',
  'douyin-live': 'douyin',
  dycast: 'douyin',
  'laplace-event-bridge': 'bilibili',
  blivechat: 'bilibili',
};

/** Null where it may be anybody's: a seller's own server may well relay a platform that another source reads too. */
export const platformOf = (kind: string | undefined): string | null =>
  kind !== undefined && Object.hasOwn(PLATFORMS, kind) ? (PLATFORMS[kind] ?? null) : null;
