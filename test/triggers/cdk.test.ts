import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import {
  allVariants,
  contribution,
  rendered,
  type Variant,
  variants,
} from '../support/triggers.ts';
import { resize, STANDING } from './cdk-hosts.ts';
import { grants, readable, type Template } from './grants.ts';
import { IAM } from './iam.ts';
import { weaknesses } from './weaknesses.ts';

// cfn-lint judges these stacks; the rules of the CDK would find warnings that nobody reads
process.env.CDK_VALIDATION = 'false';

type Add = (...args: (Construct | false)[]) => void;

/** The stack of one function that a module was added to. */
async function synthesised(variant: Variant): Promise<Template> {
  const { trigger, hasResource } = variant;
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Images');
  const fn = resize(stack);
  const standing =
    hasResource && STANDING[variant.taken?.construct ?? trigger.resource!.constructs[0]!]!(stack);
  const module = join(
    packageRoot,
    'templates/triggers',
    trigger.id,
    contribution(variant, false).cdk,
  );
  const { add } = (await import(module)) as { add: Add };
  add(stack, fn, standing);
  return app.synth().getStackByName('Images').template as Template;
}

const stacks = await Promise.all(
  variants.map(async (variant) => [variant.label, await synthesised(variant)] as const),
);

it.each(stacks)('%s allows exactly this', (label, template) => {
  expect(grants(template)).toEqual(IAM[label]);
});

it.each(stacks)('%s is as safe as it should be', (_, template) => {
  expect(weaknesses(readable(template).Resources)).toEqual([]);
});

const TYPESCRIPT = {
  extends: '../../tsconfig.json',
  // An import that nothing uses is left out when the statements are lifted
  compilerOptions: { noUnusedLocals: false },
  include: ['*.ts'],
  exclude: [],
};

it('compiles with any options, and holds each that is given', async () => {
  const folder = join(packageRoot, '.cache/trigger-modules');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TYPESCRIPT));
  for (const variant of allVariants) {
    const text = rendered(variant, contribution(variant, false).cdk);
    writeFileSync(join(folder, `${variant.label.replace(/\W+/g, '-')}.ts`), text);
    expect(text).not.toMatch(/__\w/);
    const given = Object.values(variant.given ?? {});
    for (const value of given.filter(
      (each) => !['none', 'yes'].includes(each) && !each.startsWith('{'),
    ))
      expect(text).toContain(value.match(/^[a-z]+-[a-z]+-?[a-z]*$/) ? constant(value) : value);
  }
  const run = { cwd: folder, all: true, reject: false } as const;
  const { exitCode, all } = await execa(
    join(packageRoot, 'node_modules/.bin/tsc'),
    ['-p', '.'],
    run,
  );
  expect(exitCode, all).toBe(0);
}, 120_000);

const constant = (kebab: string) => kebab.toUpperCase().replaceAll('-', '_');

const installed = await execa('cfn-lint', ['--version'], { reject: false });
if (installed.failed) process.stderr.write('cfn-lint is not installed: stacks go unjudged\n');

it.skipIf(installed.failed)(
  'cfn-lint finds nothing in any of the stacks',
  async () => {
    const folder = join(packageRoot, '.cache/trigger-stacks');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = stacks.map(([label, template]) => {
      const file = join(folder, `${label.replace(/\W+/g, '-')}.json`);
      writeFileSync(file, JSON.stringify(template));
      return file;
    });
    // W3005: a DependsOn that a reference implies already, as CDK writes it
    const args = ['-i', 'W3005', '--', ...files];
    const { all } = await execa('cfn-lint', args, { all: true, reject: false });
    expect(all).toBe('');
  },
  120_000,
);
