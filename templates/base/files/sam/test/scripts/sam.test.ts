import { readdirSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';

const tools = vi.hoisted(() => ({ isUnfinished: vi.fn(), runOrExit: vi.fn() }));
vi.mock('../../scripts/stacks.ts', () => tools);

/** What the script has the SAM CLI do. */
async function sam(...args: string[]): Promise<string[]> {
  process.argv = ['node', 'sam.ts', ...args];
  await import('../../scripts/sam.ts');
  return tools.runOrExit.mock.calls.map(([tool, args]) => [tool, ...args].join(' '));
}

afterEach(() => {
  vi.clearAllMocks();
  vi.resetModules();
});

test.each([
  ['build', '--config-file', /^samconfig\..*toml$/],
  ['validate', '--lint --template-file', /^template\..*yaml$/],
])('%s takes every file', async (command, flag, name) => {
  const files = readdirSync('.').filter((file) => name.test(file));

  expect(files).not.toEqual([]);
  expect(await sam(command)).toEqual(files.map((file) => `sam ${command} ${flag} ${file}`));
});

test('a stage is deployed with the flags that follow it, and deleted; without one, it is dev', async () => {
  const flags = '--no-fail-on-empty-changeset --no-confirm-changeset';

  expect(await sam('deploy', 'prod', '--no-confirm-changeset')).toContain(
    `sam deploy --config-file samconfig.toml --config-env prod --no-disable-rollback ${flags}`,
  );
  vi.resetModules();
  expect(await sam('destroy')).toContain(
    'sam delete --config-file samconfig.toml --config-env default',
  );
});

test('another command is none', async () => {
  await expect(sam('sync')).rejects.toThrow('not "sync"');
});
