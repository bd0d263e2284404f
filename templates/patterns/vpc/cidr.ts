export const DEFAULT_CIDR = '10.0.0.0/16';

const RULE =
  'it is a private IPv4 block of /16 to /27 that begins where its prefix says, such as 10.0.0.0/16: in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. AWS takes a VPC of /16 to /28 and subnets of at least /28, and there are two';

interface Block {
  /** Of the first address. */
  readonly start: number;
  readonly prefix: number;
}

const numberOf = (address: string) =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const addressOf = (number: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

const sizeOf = (prefix: number) => 2 ** (32 - prefix);

function blockOf(text: string): Block | undefined {
  const part = '(?:0|[1-9]\\d{0,2})';
  const [, address, prefix] =
    new RegExp(`^(${part}(?:\\.${part}){3})/(\\d{1,2})$`).exec(text) ?? [];
  if (!address || address.split('.').some((each) => Number(each) > 255)) return undefined;
  return { start: numberOf(address), prefix: Number(prefix) };
}

/** https://datatracker.ietf.org/doc/html/rfc1918 */
const PRIVATE: readonly Block[] = [
  { start: numberOf('10.0.0.0'), prefix: 8 },
  { start: numberOf('172.16.0.0'), prefix: 12 },
  { start: numberOf('192.168.0.0'), prefix: 16 },
];

const isIn = (inner: Block, outer: Block) =>
  inner.start >= outer.start && inner.start < outer.start + sizeOf(outer.prefix);

/** Why a text is no block of a VPC; undefined where it is one. */
export function cidrProblem(text: string): string | undefined {
  const block = blockOf(text);
  const isFit =
    block !== undefined &&
    block.prefix >= 16 &&
    block.prefix <= 27 &&
    block.start % sizeOf(block.prefix) === 0 &&
    PRIVATE.some((each) => isIn(block, each));
  return isFit ? undefined : RULE;
}

/** The two halves of a legal block, for a subnet in each zone. */
export function halvesOf(cidr: string): readonly [string, string] {
  const { start, prefix } = blockOf(cidr)!;
  const half = prefix + 1;
  return [`${addressOf(start)}/${half}`, `${addressOf(start + sizeOf(half))}/${half}`];
}
