import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IACS, type Iac } from '../../src/core/project.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

async function createdAs(iac: Iac, ...flags: string[]): Promise<string> {
  const cwd = temporaryFolder();
  const args = ['app', '-p', 'rest-api,workflow', '--iac', iac, ...flags, ...QUIET];
  expect(await createLambdaApp(args, { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
  return join(cwd, 'app');
}

const created = (...flags: string[]) => createdAs('sam', ...flags);

const cost = (cwd: string, ...args: string[]) => lambdaGen(['cost', ...args], { cwd });

it('a number of events that is given twice is one column', async () => {
  const { stdout } = await cost(await created(), '--json', '--requests', '100k,100000,1M');
  expect(JSON.parse(stdout).volumes).toEqual([100_000, 1_000_000]);
});

it('has the lines of the README, and the total of all instances', async () => {
  const root = await created('--dashboard', 'yes');
  const { stdout } = await cost(root);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = readme
    .slice(readme.indexOf('## Cost'))
    .split('\n')
    .filter((line) => /^\| .*\$\d/.test(line))
    .map((line) => line.replaceAll('**', '').split('|').slice(1, -1));
  expect(rows.length).toBeGreaterThan(15);
  const shown = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
  for (const row of rows) expect(shown).toContainEqual(row.map((cell) => cell.trim()));
  expect(stdout).toMatch(/^List prices of us-east-1, .+, in US dollars a month\.$/m);
});

it('takes the free tier off once, and no more than is used', async () => {
  const root = await created('--set', 'orders.start=api');
  const requests = ['--requests', '100k,1M,10M'];
  const { stdout } = await cost(root, ...requests, '--json');
  const { $defs } = JSON.parse(readFileSync(join(packageRoot, 'docs/output.schema.json'), 'utf8'));
  expect(z.fromJSONSchema($defs.cost).safeParse(JSON.parse(stdout)).error).toBeUndefined();
  const { total, totalWithFreeTier } = JSON.parse(stdout);
  const saved = total.map((all: number, n: number) => all - totalWithFreeTier[n]);
  // One run of a request and three of an order, of 100 ms with 512 MB
  const gbSecond = 0.0000133334;
  expect(saved[0]).toBeCloseTo(0.4e6 * 2e-7 + 0.4e6 * 0.05 * gbSecond, 6);
  expect(saved[1]).toBeCloseTo(1e6 * 2e-7 + 4e6 * 0.05 * gbSecond, 6);
  expect(saved[2]).toBeCloseTo(1e6 * 2e-7 + 400_000 * gbSecond, 6);
});

interface Lines {
  readonly lines: readonly { readonly item: string; readonly amounts: readonly number[] }[];
}

it.each(IACS)('counts the repositories of the images of a project as %s', async (iac) => {
  const root = await createdAs(iac, '--package', 'image');
  const { instances }: { instances: Lines[] } = JSON.parse((await cost(root, '--json')).stdout);
  const images = instances
    .flatMap(({ lines }) => lines)
    .filter(({ item }) => item.startsWith('ECR'));
  const template = iac === 'sam' ? readFileSync(join(root, 'template.yaml'), 'utf8') : '';
  // CDK has one for all functions
  const repositories = template.match(/Type: AWS::Serverless::Function$/gm)?.length ?? 1;
  const { ecrPerGb } = JSON.parse(readFileSync(join(packageRoot, 'templates/prices.json'), 'utf8'));
  const total = images.reduce((sum, { amounts }) => sum + amounts[0]!, 0);
  expect(total).toBeCloseTo(repositories * 0.2 * ecrPerGb, 6);
});

const DEPLOYED = ['-p', 'scheduled-task', '--deploy', 'canary'];

/** A project with something put in front of a line of its infrastructure. */
async function edited(iac: Iac, more: string, ...flags: string[]): Promise<string> {
  const root = await createdAs(iac, ...DEPLOYED, ...flags);
  const [file, line] =
    iac === 'cdk'
      ? ['infra/cleanup.ts', "      entry: 'src/cleanup/run.ts',"]
      : ['template.yaml', '      Role: !GetAtt CleanupRunRole.Arn'];
  const text = readFileSync(join(root, file), 'utf8');
  expect(text.split(line)).toHaveLength(2);
  writeFileSync(join(root, file), text.replace(line, `${more}\n${line}`));
  return root;
}

/** What the runbook says is written for provisioned concurrency. */
async function documented(iac: Iac): Promise<string> {
  const runbook = readFileSync(
    join(await createdAs(iac, ...DEPLOYED), 'docs/operations.md'),
    'utf8',
  );
  const [, section = ''] = runbook.split('### deploy: provisioned concurrency');
  const [, said = ''] = /```\w+\n([\s\S]*?)\n```/.exec(section)!;
  return said;
}

const json = async (root: string) => JSON.parse((await cost(root, '--json')).stdout);

describe.each(IACS)('provisioned concurrency of a project as %s', (iac) => {
  it('is paid around the clock, whatever the volume and the free tier', async () => {
    const root = await edited(iac, await documented(iac));
    const { provisioned, unknownProvisioned, instances, total, totalWithFreeTier } =
      await json(root);
    // 2 instances of 512 MB for 730 hours
    const monthly = 2 * 0.5 * 730 * 3600 * 0.0000033334;
    expect(provisioned).toEqual([
      { item: 'CleanupRun: 2 of 512 MB', amounts: Array(3).fill(expect.closeTo(monthly, 6)) },
    ]);
    expect(unknownProvisioned).toEqual([]);
    const others = instances.reduce(
      (sum: number, each: typeof instances) => sum + each.total[0],
      0,
    );
    expect(total[0] - others).toBeCloseTo(monthly, 6);
    const plain = await json(await createdAs(iac, ...DEPLOYED));
    const saved = (each: typeof plain) => each.total[2] - each.totalWithFreeTier[2];
    expect(saved({ total, totalWithFreeTier })).toBeCloseTo(saved(plain), 6);
    expect((await cost(root)).stdout).toMatch(/^ {2}CleanupRun: 2 of 512 MB +\$8\.76 .*\$8\.76$/m);
  });

  it('costs more on x86, and with the memory that the function has', async () => {
    const more =
      iac === 'cdk'
        ? '      memorySize: 1024,\n      provisionedConcurrentExecutions: 3,'
        : '      MemorySize: 1024\n      ProvisionedConcurrencyConfig:\n        ProvisionedConcurrentExecutions: 3';
    const root = await edited(iac, more, '--arch', 'x86_64');
    const [line] = (await json(root)).provisioned;
    expect(line.item).toBe('CleanupRun: 3 of 1024 MB');
    expect(line.amounts[0]).toBeCloseTo(3 * 730 * 3600 * 0.0000041667, 6);
    expect((await cost(root)).stdout).toContain('cost $0.0000097222 a GB-second');
  });

  it('is not counted where its number is not known, and named', async () => {
    const more =
      iac === 'cdk'
        ? "      provisionedConcurrentExecutions: this.node.tryGetContext('kept'),"
        : '      ProvisionedConcurrencyConfig:\n        ProvisionedConcurrentExecutions: !ImportValue kept';
    const root = await edited(iac, more);
    const { provisioned, unknownProvisioned } = await json(root);
    expect([provisioned, unknownProvisioned]).toEqual([[], ['CleanupRun']]);
    expect((await cost(root)).stdout).toMatch(/^Not counted, .* instances of CleanupRun\.$/m);
  });
});

it('counts a condition of a CDK project that is known: of functions of one statement, one has it', async () => {
  const root = await createdAs('cdk', '--deploy', 'canary');
  const file = join(root, 'infra/items.ts');
  const entry = '        entry: `';
  const text = readFileSync(file, 'utf8');
  expect(text.split(entry)).toHaveLength(2);
  const more = "        provisionedConcurrentExecutions: name === 'Get' ? 2 : undefined,\n";
  writeFileSync(file, text.replace(entry, more + entry));
  const { provisioned, unknownProvisioned } = await json(root);
  expect(provisioned.map(({ item }: { item: string }) => item)).toEqual(['ItemsGet: 2 of 512 MB']);
  expect(unknownProvisioned).toEqual([]);
});

it('says of which region the prices are', async () => {
  const root = await created('--region', 'eu-central-1');
  const says = /^List prices of us-east-1 \(the project is in eu-central-1\), /m;
  expect((await cost(root)).stdout).toMatch(says);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toMatch(says);
});

it.each([['0'], ['-1'], ['1.5'], ['x'], ['1M,'], ['2000G'], ['1e3']])(
  '--requests %s is refused with the rule',
  async (given) => {
    const { exitCode, stderr } = await cost(temporaryFolder(), `--requests=${given}`);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^✖ --requests cannot be ".*"\n {2}Give a whole number of events/);
  },
);

it('knows no cost of a project that somebody else wrote', async () => {
  const root = temporaryFolder(Object.fromEntries(FOREIGN.sam.files));
  const { exitCode, stderr } = await cost(root);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^✖ The cost is known only for projects that create-lambda-app made/);
});
