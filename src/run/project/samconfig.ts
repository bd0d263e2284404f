/** What a samconfig.toml says of how a template is deployed. */
export interface SamConfig {
  readonly stackName?: string | undefined;
  readonly region?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** The templates that the file is for; empty for the one that SAM CLI takes by itself. */
  readonly templates: readonly string[];
}

type Section = Readonly<Record<string, string>>;

const HEADER = /^\s*\[([^\]]+)\]\s*(?:#.*)?$/;
const ENTRY = /^\s*([\w-]+)\s*=\s*(\[[\s\S]*?\]|"(?:\\.|[^"\\])*"|'[^']*'|[^#\n]+)/gm;

const unquoted = (text: string) => {
  const trimmed = text.trim();
  if (trimmed.startsWith('"')) return trimmed.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
  return trimmed.startsWith("'") ? trimmed.slice(1, -1) : trimmed;
};

/** A list as one text: `parameter_overrides` may be either. */
const joined = (value: string) =>
  value.startsWith('[')
    ? [...value.matchAll(/"(?:\\.|[^"\\])*"|'[^']*'/g)].map(([each]) => unquoted(each)).join(' ')
    : unquoted(value);

function sectionsOf(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let name = '';
  let body = '';
  const close = () =>
    sections.set(
      name,
      Object.fromEntries([...body.matchAll(ENTRY)].map(([, key, value]) => [key!, joined(value!)])),
    );
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line)?.[1];
    if (header === undefined) body += `${line}\n`;
    else {
      close();
      name = header.trim();
      body = '';
    }
  }
  close();
  return sections;
}

/** `Stage=dev Name="a b"`, or `ParameterKey=Stage,ParameterValue=dev`. */
export function overrides(text: string): Record<string, string> {
  const old = [...text.matchAll(/ParameterKey=([^,\s]+),ParameterValue=("[^"]*"|\S*)/g)];
  const pairs = old.length > 0 ? old : [...text.matchAll(/([\w:]+)=("[^"]*"|'[^']*'|\S*)/g)];
  return Object.fromEntries(pairs.map(([, key, value]) => [key!, unquoted(value!)]));
}

/** The first environment's settings: `default`, if the file has it. */
export function readSamConfig(text: string): SamConfig {
  const sections = sectionsOf(text);
  const environments = [...sections.keys()].flatMap(
    (key) => /^([^.]+)\..*global/.exec(key)?.[1] ?? [],
  );
  const [first = 'default'] = environments;
  const of = (key: string): Section => sections.get(`${first}.${key}.parameters`) ?? {};
  const all = [...sections.values()].flatMap((section) => section.template_file ?? []);
  return {
    stackName: of('global').stack_name ?? of('deploy').stack_name,
    region: of('global').region ?? of('deploy').region,
    parameters: overrides(of('deploy').parameter_overrides ?? ''),
    templates: [...new Set(all)],
  };
}
