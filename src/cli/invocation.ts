/** What runs a package without installing it, by the package manager that says it started this process. */
const RUNNERS: Readonly<Record<string, string>> = {
  npm: 'npx create-lambda-app',
  pnpm: 'pnpm dlx create-lambda-app',
  bun: 'bunx create-lambda-app',
};

/** Version 1 of Yarn has no `dlx`. */
const runnerOf = (name: string, version: string) =>
  name === 'yarn' && !version.startsWith('1.') ? 'yarn dlx create-lambda-app' : RUNNERS[name];

/** How this user starts the commands: through a package manager as here, or by the name of the installed one. */
export function invocation({ npm_config_user_agent: agent = '' } = process.env): string {
  const [, name = '', version = ''] = /^(\w+)\/(\S+)/.exec(agent) ?? [];
  if (name === '') return 'lambda-gen';
  return runnerOf(name, version) ?? 'npx create-lambda-app';
}

/** A text whose commands begin as this user starts them; without the name in front, `lambda-gen` is but a name. */
export const asInvoked = (text: string) =>
  text.replace(/\blambda-gen (?=(add|remove|invoke|status|list|doctor)\b)/g, `${invocation()} `);
