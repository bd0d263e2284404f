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

/** The calls of the SAM CLI that deploy a stage. */
export const deployments = (
  texts: Record<string, string>,
  stage: string,
  isUnfinished: (name: string, region: string) => boolean,
): string[][] =>
  targetsOf(texts, stage).map(({ config, environment, name, region }) => [
    ...['deploy', '--config-file', config, '--config-env', environment],
    // What succeeded stays for the next try: a rollback cannot delete what prod protects
    isUnfinished(name, region) ? '--disable-rollback' : '--no-disable-rollback',
    '--no-fail-on-empty-changeset',
  ]);

/** The calls that delete its stacks, those that were deployed last first. */
export const deletions = (texts: Record<string, string>, stage: string): string[][] =>
  targetsOf(texts, stage)
    .reverse()
    .map(({ config, environment }) => {
      return ['delete', '--config-file', config, '--config-env', environment];
    });

function targetsIn(text: string, stage: string) {
  const sections = text.matchAll(/^\[([\w-]+)\.global\.parameters\]$([^[]*)/gm);
  return [...sections].flatMap(([, environment = '', parameters = '']) => {
    const own = environment === 'default' ? 'dev' : environment;
    if (own !== stage && !own.startsWith(`${stage}-`)) return [];
    const value = (key: string) => new RegExp(`^${key} = "(.+)"$`, 'm').exec(parameters)?.[1] ?? '';
    return [{ environment, name: value('stack_name'), region: value('region') }];
  });
}
