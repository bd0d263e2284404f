import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadStacks } from '../support/template.ts';

test.each([
  ['dev', false],
  ['staging', false],
  ['prod', true],
])('in %s, the stacks are protected from termination: %s', async (stage, isProtected) => {
  for (const stack of await loadStacks({ stage }))
    expect(stack.terminationProtection ?? false).toBe(isProtected);
});

test('the CDK runs the app, and reports nothing about it', () => {
  const { app, context, versionReporting, watch } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  expect(app).toMatch(/^npx tsx /);
  expect(existsSync(app.replace('npx tsx ', ''))).toBe(true);
  expect({ versionReporting, telemetry: context['cli-telemetry'] }).toEqual({
    versionReporting: false,
    telemetry: false,
  });
  expect(watch.include).toEqual(['infra/**', 'src/**']);
});

const { jobs } = parse(readFileSync('.github/workflows/deploy-stage.yml', 'utf8'));

const commands = (job: string): string[] =>
  jobs[job].steps.map(({ run = '' }) => run).filter(Boolean);

test('the pipeline shows what it changes, and deploys what it has built of the stage', () => {
  const builds = expect.stringMatching(/ cdk synth --quiet --context stage="\$STAGE"$/);
  expect(commands('build')).toEqual([builds]);
  const shows = expect.stringMatching(/ cdk diff --app cdk\.out$/);
  expect(commands('deploy').slice(-2)).toEqual([shows, expect.stringMatching(/ deploy:built$/)]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts['deploy:built']).toMatch(/ --built --require-approval never$/);
});

test('no package runs a script where credentials can be had', () => {
  expect(jobs.deploy.env).toEqual({ npm_config_ignore_scripts: 'true' });
});
