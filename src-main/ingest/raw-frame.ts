// A frame as it crossed the wire, and what is taken out of it before it is written anywhere.

export interface RawFrame {
  readonly way: 'in' | 'out';
  /** As it came, or a decoded value where a library has decoded it. */
  readonly data: unknown;
}

/** What an adapter made of the frame that it heard last. */
export interface FrameReading {
  readonly events: readonly { readonly id: string }[];
  readonly rejects: readonly unknown[];
  readonly skipped: number;
}

const HIDDEN = '•••';
/** Shorter ones would be found in everything. */
const SHORTEST_SECRET = 4;

const NAMES =
  'token|access_?token|refresh_?token|reconnect_?token|auth_?token|id_?token|jwt|authorization|auth|auth_?code|password|passwd|secret|client_?secret|app_?secret|consumer_?key|consumer_?secret|api_?key|cookie|set-cookie|sessdata|bili_jct|csrf(?:_?token)?|session_?id|signature|hmac|ms_?token';
/** A field of JSON, also of JSON within JSON. */
const FIELD = new RegExp(`(\\\\*")(${NAMES})\\1(\\s*:\\s*)\\1(?:(?!\\1)[\\s\\S])*\\1`, 'gi');
const PARAMETER = new RegExp(`([?&;](?:${NAMES}|[\\w-]*sign(?:ature)?|key)=)[^&"'\\\\\\s]+`, 'gi');
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi;
/** An owner's code in place of a room's number. */
const ROOM_CODE = /(\\*"roomKey\\*":\{\\*"type\\*":2,\\*"value\\*":\\*")[^"\\]*/g;

const writingsOf = (secret: string): readonly string[] => {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, inJson, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])];
};

/** Takes the given secrets out in every common writing, and whatever stands where secrets stand. */
export const createSecretMask = (secrets: readonly string[]): ((text: string) => string) => {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(writingsOf)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let masked = text;
    for (const secret of known) masked = masked.replaceAll(secret, HIDDEN);
    return masked
      .replace(
        FIELD,
        (_all, quote: string, name: string, colon: string) =>
          `${quote}${name}${quote}${colon}${quote}${HIDDEN}${quote}`,
      )
      .replace(PARAMETER, `$1${HIDDEN}`)
      .replace(BEARER, `$1 ${HIDDEN}`)
      .replace(ROOM_CODE, `$1${HIDDEN}`);
  };
};

/** The text of a frame; a decoded value is spelled out as JSON. */
export const spellFrame = (data: unknown): string => {
  if (typeof data === 'string') return data;
  if (data instanceof Uint8Array) return `<binary, ${data.byteLength} bytes>`;
  try {
    return JSON.stringify(data) ?? String(data);
  } catch (cause) {
    // Nested too deep to be spelled out.
    return `<not printable: ${cause instanceof Error ? cause.message : String(cause)}>`;
  }
};
