import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
