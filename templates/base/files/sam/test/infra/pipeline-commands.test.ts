import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const commands = (workflow: string, job: string): string[] =>
  parse(readFileSync(`.github/workflows/${workflow}.yml`, 'utf8'))
    .jobs[job].steps.flatMap(({ run = '' }) => run.split('\n'))
    .map((line: string) => line.trim())
    .filter(Boolean);

test('every template is validated and built; one stage is deployed, without a question', () => {
  expect(commands('ci', 'check').slice(-4)).toEqual([
    'for template in template.*yaml; do',
    'sam validate --lint --template-file "$template"',
    'sam build --template-file "$template"',
    'done',
  ]);
  expect(commands('deploy-stage', 'deploy').at(-1)).toMatch(
    /scripts\/sam\.ts deploy "\$STAGE" --no-confirm-changeset$/,
  );
});
