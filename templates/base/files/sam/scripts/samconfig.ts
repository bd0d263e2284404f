interface Target {
  /** What `sam deploy --config-env` takes. */
  environment: string;
  name: string;
  region: string;
}

/** The stacks of a stage in a samconfig file, in its order; the environment `default` is dev. */
export function targetsOf(config: string, stage: string): Target[] {
  const sections = config.matchAll(/^\[([\w-]+)\.global\.parameters\]$([^[]*)/gm);
  return [...sections].flatMap(([, environment = '', parameters = '']) => {
    const own = environment === 'default' ? 'dev' : environment;
    if (own !== stage && !own.startsWith(`${stage}-`)) return [];
    const value = (key: string) => new RegExp(`^${key} = "(.+)"$`, 'm').exec(parameters)?.[1] ?? '';
    return [{ environment, name: value('stack_name'), region: value('region') }];
  });
}
