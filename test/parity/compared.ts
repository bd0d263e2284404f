import { type Stacks, synthesised } from './cdk.ts';
import type { Compared } from './compare.ts';
import { factsOf } from './facts.ts';
import type { Case } from './projects.ts';
import { deployments, translated } from './sam.ts';
import { type Deployment, deployed } from './template.ts';

interface Pair {
  readonly its: Case;
  readonly sam: Deployment;
  readonly cdk: Deployment;
}

/** What a stack of a project is called beside the project's own name: `global-us-east-1`. */
const shortName = (stack: string, stage: string) =>
  stack.replace(/^my-app-/, '').replace(new RegExp(`-?${stage}`), '') || 'main';

const countOf = ({ template }: Deployment) => Object.keys(template.Resources ?? {}).length;

function compared({ its, sam, cdk }: Pair, isOnly: boolean): Compared {
  const prefix = new RegExp(`\\b${its.prefix}(?=[A-Z])`, 'g');
  const short = (text: string) => text.replace(prefix, '').replaceAll(`-${its.stage}`, '');
  const facts = (deployment: Deployment) =>
    new Map([...factsOf(deployed(deployment))].map(([key, value]) => [short(key), short(value)]));
  const functions = Object.entries(deployed(sam)).filter(
    ([, { Type }]) => Type === 'AWS::Lambda::Function',
  );
  const stack = isOnly ? '' : shortName(sam.stack, its.stage);
  return {
    pattern: its.pattern,
    stage: its.stage,
    variant: `${its.variant} ${stack}`.trim(),
    functions: functions.map(([id]) => short(id)),
    resources: { cdk: countOf(cdk), sam: countOf(sam) },
    announced: its.announced,
    cdk: facts(cdk),
    sam: facts(sam),
  };
}

/** The stacks of both forms in pairs; throws when one form has a stack that the other lacks. */
function paired(its: Case, made: Stacks, own: readonly Deployment[]): readonly Pair[] {
  // CDK makes no empty stack
  const stacks: Stacks = { [`my-app-${its.stage}`]: {}, ...made };
  const names = [Object.keys(stacks), own.map(({ stack }) => stack)].map((all) =>
    all.sort().join(),
  );
  if (names[0] !== names[1]) throw new Error(`${its.pattern} has ${names[0]}, but ${names[1]}`);
  return own.map((sam) => ({ its, sam, cdk: { ...sam, template: stacks[sam.stack]! } }));
}

/** What there is in the stacks of each case, in both forms; of each list of cases, which all share the programs that are started. */
export async function comparedAll<K extends string>(
  lists: Readonly<Record<K, readonly Case[]>>,
): Promise<Readonly<Record<K, readonly Compared[]>>> {
  const named = Object.entries<readonly Case[]>(lists);
  const left = [...(await comparedEach(named.flatMap(([, cases]) => cases)))];
  const answers = named.map(([name, cases]) => [name, left.splice(0, cases.length).flat()]);
  return Object.fromEntries(answers);
}

/** Of each case, as it may have several stacks. */
async function comparedEach(all: readonly Case[]): Promise<readonly (readonly Compared[])[]> {
  const own = all.map(({ sam, stage }) => deployments(sam, stage));
  const [stacks, flat] = await Promise.all([synthesised(all), translated(own.flat())]);
  const templates = [...flat];
  return all.map((its, i) => {
    const pairs = paired(its, stacks[i]!, templates.splice(0, own[i]!.length));
    return pairs.map((pair) => compared(pair, pairs.length === 1));
  });
}
