import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  run?: string;
  uses?: string;
  with?: object;
}

const steps = (workflow: string, job: string): Step[] =>
  parse(readFileSync(`.github/workflows/${workflow}.yml`, 'utf8')).jobs[job].steps;

const commands = (workflow: string, job: string): string[] =>
  steps(workflow, job).flatMap(({ run }) => run ?? []);

test.each([
  ['ci', 'check'],
  ['deploy-stage', 'build'],
  ['deploy-stage', 'deploy'],
])('%s: %s has the SAM CLI, by its installer', (workflow, job) => {
  const [setup] = steps(workflow, job).filter(({ uses }) => uses?.includes('/setup-sam@'));
  expect(setup?.with).toEqual({ 'use-installer': true, token: '$' + '{{ github.token }}' });
});

test('all is built and validated; one stage is deployed, without a question', () => {
  // Only a script of the project finds esbuild, which is one of its packages
  expect(commands('ci', 'check').slice(-2)).toEqual(['__run__ build', '__run__ validate']);
  expect(commands('deploy-stage', 'deploy').at(-1)).toMatch(
    /scripts\/sam\.ts deploy "\$STAGE" --no-confirm-changeset$/,
  );
});
