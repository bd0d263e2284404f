import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';

/** Values of a template's parameters, and the names of those that nobody gave and that have no default. */
export interface ParameterValues {
  readonly values: ReadonlyMap<string, Model>;
  readonly invented: ReadonlyMap<string, string>;
}

/** Values that are tried for a parameter without one, until its pattern allows it. */
const CANDIDATES = [
  'local',
  'local@example.com',
  'local.example.com',
  'https://local.example.com',
  'arn:aws:sns:us-east-1:000000000000:local',
  'Z0000000000000000000A',
  '1',
  'vpc-00000000',
  'us-east-1_local0000',
];

const isAllowed = (value: string, pattern: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return true;
  }
};

const isLongEnough = (value: string, { MinLength, MaxLength }: ModelMap) =>
  value.length >= Number(MinLength ?? 0) && value.length <= Number(MaxLength ?? 4096);

/** A value that the template would accept of a parameter that nobody gave. */
function inventedValue(declared: ModelMap): string {
  const [first] = [declared.AllowedValues ?? []].flat();
  if (first !== undefined) return String(first);
  if (declared.Type === 'Number') return String(declared.MinValue ?? 1);
  const pattern = String(declared.AllowedPattern ?? '.*');
  const fits = (each: string) => isAllowed(each, pattern) && isLongEnough(each, declared);
  return CANDIDATES.find(fits) ?? 'local';
}

const isList = (declared: ModelMap) => /^(CommaDelimitedList|List<)/.test(String(declared.Type));

/** A list is written with commas; SSM types name a parameter, whose value is a string. */
const typed = (declared: ModelMap, value: Model): Model =>
  isList(declared) && typeof value === 'string'
    ? value.split(',').map((each) => each.trim())
    : value;

/** The values of a template's parameters: those given, else the defaults, else one that the template accepts. */
export function parameterValues(
  parameters: ModelMap,
  given: Readonly<Record<string, string>>,
): ParameterValues {
  const values = new Map<string, Model>();
  const invented = new Map<string, string>();
  for (const [name, model] of Object.entries(parameters)) {
    const declared = mapOf(model);
    const known = given[name] ?? declared.Default;
    if (known === undefined) invented.set(name, inventedValue(declared));
    values.set(name, typed(declared, known ?? invented.get(name)!));
  }
  return { values, invented };
}
