import { BlockList, isIP } from 'node:net';
import { isMap as isObject } from '../../../core/values/json.ts';

/**
 * Matches events against patterns: of EventBridge rules, of the filters of event source mappings, and of the filter
 * policies of subscriptions, which have one language.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
type Json = unknown;
type Rule = Readonly<Record<string, Json>>;

const isMap = isObject<Rule>;

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);

const isText = (value: Json): value is string => typeof value === 'string';

/** `*` is any text; `\\*` is an asterisk. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\\([*\\])|(\*)|[.+?^${}()|[\]\\]/g,
    (found, escaped: string | undefined, star: string | undefined) =>
      star ? '[\\s\\S]*' : `\\${escaped ?? found}`,
  );
  return new RegExp(`^${source}$`);
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function isNumeric(value: Json, rule: Json): boolean {
  if (typeof value !== 'number') return false;
  const parts = listOf(rule);
  for (let at = 0; at + 1 < parts.length; at += 2)
    if (!COMPARE[String(parts[at])]?.(value, Number(parts[at + 1]))) return false;
  return true;
}

/** Whether an address is in a block such as `10.0.0.0/24` or `2001:db8::/32`. */
function isInRange(value: Json, range: string): boolean {
  const [base = '', length] = range.split('/');
  const family = isText(value) ? isIP(value) : 0;
  if (family === 0 || isIP(base) !== family) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(base, Number(length ?? (family === 6 ? 128 : 32)), type);
  return block.check(String(value), type);
}

const insensitive = (rule: Json) =>
  isMap(rule)
    ? { text: String(rule['equals-ignore-case']).toLowerCase(), ignoresCase: true }
    : { text: String(rule), ignoresCase: false };

const affix = (value: Json, rule: Json, test: (value: string, text: string) => boolean) => {
  const { text, ignoresCase } = insensitive(rule);
  return isText(value) && test(ignoresCase ? value.toLowerCase() : value, text);
};

type Operator = (value: Json, rule: Json) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: (value, rule) => affix(value, rule, (a, b) => a.startsWith(b)),
  suffix: (value, rule) => affix(value, rule, (a, b) => a.endsWith(b)),
  'equals-ignore-case': (value, rule) =>
    isText(value) &&
    listOf(rule).some((each) => String(each).toLowerCase() === value.toLowerCase()),
  wildcard: (value, rule) =>
    isText(value) && listOf(rule).some((each) => wildcard(String(each)).test(value)),
  numeric: isNumeric,
  cidr: (value, rule) => isInRange(value, String(rule)),
  'anything-but': (value, rule) => isAnythingBut(value, rule),
};

function isAnythingBut(value: Json, rule: Json): boolean {
  if (value === undefined) return false;
  if (!isMap(rule)) return !listOf(rule).some((each) => each === value);
  // An operator that is not known matches nothing
  return Object.entries(rule).every(([name, argument]) => {
    const operator = OPERATORS[name];
    return operator !== undefined && !listOf(argument).some((each) => operator(value, each));
  });
}

function isAllowed(value: Json, rule: Json): boolean {
  if (!isMap(rule)) return value === rule || (rule === null && value === null);
  const [entry] = Object.entries(rule);
  if (!entry) return false;
  const [name, argument] = entry;
  return OPERATORS[name]?.(value, argument) ?? false;
}

const existsRule = (rules: readonly Json[]) =>
  rules.find((rule) => isMap(rule) && 'exists' in rule) as { exists: boolean } | undefined;

/** Whether a leaf's value, or one of its values, is allowed by one of the rules. */
function leafMatches(found: Json, rules: readonly Json[]): boolean {
  // `exists` is about leaves: an object does not exist as one
  const value = isMap(found) ? undefined : found;
  const exists = existsRule(rules);
  if (exists && exists.exists === (value !== undefined)) return true;
  if (value === undefined) return false;
  const values = Array.isArray(value) ? value : [value];
  return values.some((each) => rules.some((rule) => isAllowed(each, rule)));
}

function keyMatches(event: Rule, key: string, pattern: Json): boolean {
  const value = event[key];
  if (Array.isArray(pattern)) return leafMatches(value, pattern);
  if (!isMap(pattern)) return leafMatches(value, [pattern]);
  // Of a list of objects, one has to match
  return listOf(value).some((each) => matches(isMap(each) ? each : {}, pattern));
}

/** Whether an event matches a pattern: every key of it, with one value of each. */
export function matches(event: Json, pattern: Readonly<Record<string, Json>>): boolean {
  const own = isMap(event) ? event : {};
  return Object.entries(pattern).every(([key, each]) =>
    key === '$or' && Array.isArray(each)
      ? each.some((one) => isMap(one) && matches(own, one))
      : keyMatches(own, key, each),
  );
}
