import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

interface State {
  Type: string;
  Next?: string;
  Default?: string;
  End?: boolean;
  Choices?: { Next: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
}

const read = (path: string) =>
  readFileSync(join(packageRoot, 'templates/patterns/workflow', path), 'utf8');

const isLast = ({ Type, End }: State) => End || Type === 'Succeed' || Type === 'Fail';

/** `From --> To`, with the names of the errors that lead there. */
function transitionsOf([name, state]: [string, State]): string[] {
  const { Next, Default, Choices = [], Catch = [] } = state;
  const caught = Catch.map((rule) => {
    const errors = rule.ErrorEquals.includes('States.ALL') ? 'errors' : rule.ErrorEquals.join(', ');
    return `${rule.Next}: ${errors}`;
  });
  const plain = [Next, Default, ...Choices.map((rule) => rule.Next)].filter((to) => to);
  const all = isLast(state) ? ['[*]'] : [...plain, ...caught.filter((to) => !leadsTo(plain, to))];
  return all.map((to) => `${name} --> ${to}`);
}

/** An error that leads where success does is not drawn twice. */
const leadsTo = (plain: readonly unknown[], caught: string) => plain.includes(caught.split(':')[0]);

it('the diagram of the workflow has the transitions of its definition', () => {
  const definition: { StartAt: string; States: Record<string, State> } = JSON.parse(
    read('files/common/state-machines/__name-kebab__.asl.json'),
  );
  const [, diagram = ''] = /stateDiagram-v2\n([^`]*)/.exec(read('doc.md.hbs')) ?? [];
  const drawn = diagram.trim().split('\n');
  const labelled = drawn.map((line) =>
    line
      .trim()
      .replace(/: (total is 0|the order is placed)$/, '')
      .replace('other errors', 'errors'),
  );
  const defined = Object.entries(definition.States).flatMap(transitionsOf);
  expect(labelled.sort()).toEqual([`[*] --> ${definition.StartAt}`, ...defined].sort());
});
