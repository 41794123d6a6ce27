// The token that opens the LAN link: taken once from the address, kept for this tab, and gone from the address bar.

const KEY = 'kongtai.token';

const readFrom = (address: URL): string | null =>
  new URLSearchParams(address.hash.slice(1)).get('token') ?? address.searchParams.get('token');

/** The address without its token. */
export const stripToken = (address: URL): string => {
  const clean = new URL(address);
  clean.searchParams.delete('token');
  const fragment = new URLSearchParams(clean.hash.slice(1));
  fragment.delete('token');
  clean.hash = fragment.toString();
  return clean.href;
};

export const takeToken = (page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string => {
  const address = new URL(page.location.href);
  const given = readFrom(address);
  if (given === null) return page.sessionStorage.getItem(KEY) ?? '';
  page.sessionStorage.setItem(KEY, given);
  page.history.replaceState(null, '', stripToken(address));
  return given;
};

/** As `takeToken`, and leaves the address as it is: OBS opens it again and again, and shows it to nobody. */
export const readToken = (page: Pick<Window, 'location' | 'sessionStorage'>): string =>
  readFrom(new URL(page.location.href)) ?? page.sessionStorage.getItem(KEY) ?? '';
