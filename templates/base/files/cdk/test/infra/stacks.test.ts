import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadStacks } from '../support/template.ts';

test.each([
  ['dev', false],
  ['prod', true],
])('in %s, the stacks are protected from termination: %s', async (stage, isProtected) => {
  for (const stack of await loadStacks({ stage }))
    expect(stack.terminationProtection ?? false).toBe(isProtected);
});

test('the CDK runs the app, and reports nothing about it', () => {
  const { app, context, versionReporting } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  expect(app).toMatch(/^npx tsx /);
  expect(existsSync(app.replace('npx tsx ', ''))).toBe(true);
  expect({ versionReporting, telemetry: context['cli-telemetry'] }).toEqual({
    versionReporting: false,
    telemetry: false,
  });
});
