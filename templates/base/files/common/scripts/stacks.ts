import { type StdioOptions, spawnSync } from 'node:child_process';

const docs = 'https://docs.aws.amazon.com';
const installations = {
  aws: `${docs}/cli/latest/userguide/getting-started-install.html`,
  cdk: `${docs}/cdk/v2/guide/cli.html`,
  sam: `${docs}/serverless-application-model/latest/developerguide/install-sam-cli.html`,
};

/** Runs a command line tool to its end; says what is missing where there is none. */
export function run(tool: keyof typeof installations, args: string[], stdio: StdioOptions) {
  // On Windows they are command files, which only a shell runs
  const shell = process.platform === 'win32';
  const result = spawnSync(tool, args, { encoding: 'utf8', shell, stdio });
  if (!result.error) return result;
  console.error(`${tool} cannot be run. Install it: ${installations[tool]}`);
  return process.exit(1);
}

/** Runs a tool before the user's eyes, and ends with it when it fails; answers what it printed where that is piped. */
export function runOrExit(
  tool: keyof typeof installations,
  args: string[],
  stdio: StdioOptions = 'inherit',
): string {
  const { status, stdout } = run(tool, args, stdio);
  return status === 0 ? stdout : process.exit(status ?? 1);
}

/** Whether nothing, or only a part, of a stack has been deployed yet. */
export function isUnfinished(name: string, region: string): boolean {
  const stack = ['--stack-name', name, '--region', region, '--output', 'json'];
  const { status, stdout, stderr } = run(
    'aws',
    ['cloudformation', 'describe-stacks', ...stack],
    'pipe',
  );
  if (status === 0) return UNFINISHED.includes(JSON.parse(stdout).Stacks[0].StackStatus);
  if (stderr.includes('does not exist')) return true;
  console.error(stderr);
  return process.exit(1);
}

const UNFINISHED = [
  'REVIEW_IN_PROGRESS',
  'CREATE_FAILED',
  'UPDATE_FAILED',
  // Rolled back before it was whole: what takes its place is a first deployment, too
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
];
