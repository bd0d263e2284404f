interface Target {
  /** The samconfig file. */
  config: string;
  /** What `sam deploy --config-env` takes. */
  environment: string;
  name: string;
  region: string;
}

/** The stacks of a stage, in the order of the files' texts, by name; the environment `default` is dev. */
export function targetsOf(texts: Record<string, string>, stage: string): Target[] {
  const targets = Object.entries(texts).flatMap(([config, text]) =>
    targetsIn(text, stage).map((target) => ({ config, ...target })),
  );
  if (targets.length === 0) throw new Error(`There is no stage "${stage}"`);
  return targets;
}

function targetsIn(text: string, stage: string) {
  const sections = text.matchAll(/^\[([\w-]+)\.global\.parameters\]$([^[]*)/gm);
  return [...sections].flatMap(([, environment = '', parameters = '']) => {
    const own = environment === 'default' ? 'dev' : environment;
    if (own !== stage && !own.startsWith(`${stage}-`)) return [];
    const value = (key: string) => new RegExp(`^${key} = "(.+)"$`, 'm').exec(parameters)?.[1] ?? '';
    return [{ environment, name: value('stack_name'), region: value('region') }];
  });
}
