// What comes of adding a trigger, by the rules of docs/rules.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { damage } from '../foreign/damage.mjs';
import { typeErrors } from './types.mjs';

/** Refusals that a rule of docs/rules.md demands, by what they say. */
const RULES = [
  [
    'runs-more-than-once',
    /it is made in a (loop|callback)|which is called more than once and does not return it/,
  ],
  [
    'sometimes-made',
    /in a branch of an expression|under a condition alone|in a part of its code only/,
  ],
  ['stack-boundary', /is a stack of its own/],
  ['circular-reference', /would depend on each other/],
  ['operation-taken', /has such a trigger already/],
  ['source-taken', /go to .* already|has a URL already/],
  ['route-taken', /leads to .* already/],
  ['edge-function', /it runs at the edge/],
  ['plain-function', /it is a CfnFunction/],
  ['durable-function', /is a durable function|An execution of .* may take/],
  ['set-notifications', /CloudFormation sets its notifications/],
  ['imported', /aws-cdk#10002|takes no (\S+ )?trigger/],
  ['cdk-version', /has version 2\.\d+ of aws-cdk-lib/],
  ['generated', /it says that it is generated|compiled from another file/],
];

const documented = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
for (const [rule] of RULES)
  if (!documented.includes(`\`${rule}\``)) throw new Error(`docs/rules.md has no rule ${rule}.`);

const ruleOf = (message) => RULES.find(([, said]) => said.test(message))?.[0];

/**
 * What comes of one plan: added, unsafe by a rule, needs what the app lacks, not understood (failed), or broken.
 * `judge` answers what is wrong with the changes beyond their text.
 */
export function outcomeOf(dir, plan, { isTyped, judge }) {
  try {
    const { changes } = plan();
    const text = changes.map(damage).find(Boolean);
    const [type] = isTyped && !text ? typeErrors(dir, changes) : [];
    const broken = text ?? type ?? judge(changes)[0];
    return broken ? { outcome: 'BROKEN', said: broken } : { outcome: 'added' };
  } catch (error) {
    if (error.kind !== 'usage' && error.kind !== 'refused')
      return { outcome: 'BROKEN', said: `${error.stack ?? error}` };
    const said = `${error.message} ${error.at ? `(${error.at.path}:${error.at.line})` : ''}`;
    if (/^\S+ needs a .* of the stack/.test(error.message)) return { outcome: 'needs', said };
    const rule = ruleOf(error.message);
    return rule ? { outcome: 'unsafe', rule, said } : { outcome: 'failed', said };
  }
}
