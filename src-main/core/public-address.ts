// Whether an IP address belongs to the open internet: what a stranger's file names must not reach into the house.

/** As 32 bits; null where the text is no dotted address. */
const toBits = (text: string): number | null => {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((bits, part) => bits * 256 + Number(part), 0);
};

const range = (network: string, prefix: number): readonly [from: number, to: number] => {
  const from = toBits(network) ?? 0;
  return [from, from + 2 ** (32 - prefix) - 1];
};

/** Special-purpose registry of IANA: this host, private, shared, link-local, documentation, benchmarks, multicast, reserved. */
const NOT_PUBLIC = [
  range('0.0.0.0', 8),
  range('10.0.0.0', 8),
  range('100.64.0.0', 10),
  range('127.0.0.0', 8),
  range('169.254.0.0', 16),
  range('172.16.0.0', 12),
  range('192.0.0.0', 24),
  range('192.0.2.0', 24),
  range('192.88.99.0', 24),
  range('192.168.0.0', 16),
  range('198.18.0.0', 15),
  range('198.51.100.0', 24),
  range('203.0.113.0', 24),
  range('224.0.0.0', 3),
];

const isPublicBits = (bits: number): boolean => !NOT_PUBLIC.some(([from, to]) => bits >= from && bits <= to);

/** Eight groups; null where the text is no IPv6 address. */
const groupsOf = (text: string): readonly number[] | null => {
  const [plain = ''] = text.toLowerCase().split('%');
  const dotted = /^(?<head>.*:)(?<tail>\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.groups;
  const bits = dotted === undefined ? null : toBits(dotted.tail ?? '');
  if (dotted !== undefined && bits === null) return null;
  const whole =
    bits === null
      ? plain
      : `${dotted?.head ?? ''}${Math.floor(bits / 65_536).toString(16)}:${(bits % 65_536).toString(16)}`;
  const halves = whole.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = 8 - left.length - right.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return null;
  const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
};

/** False for all that is no address, and for addresses that only wrap one of the house (mapped, 6to4, NAT64). */
export const isPublicAddress = (text: string): boolean => {
  const bits = toBits(text);
  if (bits !== null) return isPublicBits(bits);
  const groups = groupsOf(text);
  if (groups === null) return false;
  const [first = 0, second = 0] = groups;
  const wrapped = (at: number): boolean => isPublicBits((groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0));
  if (first === 0x64 && second === 0xff9b) return groups.slice(2, 6).every((group) => group === 0) && wrapped(6);
  if (first === 0x2002) return wrapped(1);
  // Global unicast is 2000::/3; of it 2001::/23 is for protocols, 2001:db8::/32 and 3fff::/20 for documents.
  if (first < 0x2000 || first > 0x3fff)
    return groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff && wrapped(6);
  return !(first === 0x2001 && (second < 0x200 || second === 0xdb8)) && !(first === 0x3fff && second < 0x1000);
};
