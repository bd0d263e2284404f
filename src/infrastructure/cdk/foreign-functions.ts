import { ts } from 'ts-morph';
import { refusal, unwritten } from '../../core/errors.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { idOf } from '../../editors/cdk/syntax/constructs.ts';
import type { Export } from '../../editors/cdk/syntax/imports.ts';
import { isLambda } from '../../editors/cdk/syntax/kinds.ts';
import { referenceOf, withoutThis } from '../../editors/cdk/syntax/reference.ts';
import { isCalled } from '../match.ts';
import { constructsOf } from './made-by-app.ts';
import { cdkModules, type FoundModule } from './modules.ts';
import { madeAt } from './reach.ts';
import { importedBy } from './reached.ts';
import type { Site } from './users.ts';

/** A function that code names, and that takes no trigger there. */
interface Foreign {
  readonly site: Site;
  readonly id: string;
  readonly reason: string;
  readonly hint: string;
}

/** `experimental.EdgeFunction`: nothing else of that namespace is a construct. */
const isEdge = ({ module, name }: Export) =>
  (name === 'EdgeFunction' || name === 'experimental') && /(^|\/)aws-cloudfront(\/|$)/.test(module);

const isPlain = ({ module, name }: Export) =>
  name === 'CfnFunction' && /(^|\/)aws-(lambda|sam)$/.test(module);

/** Constructs that are functions, and take no trigger, by what they are made of. */
const CONSTRUCTS: readonly (Pick<Foreign, 'reason' | 'hint'> & {
  readonly isOne: (of: Export) => boolean;
})[] = [
  {
    isOne: isEdge,
    reason: 'it runs at the edge, where CloudFront alone invokes it',
    hint: 'Add a function to the stack for the trigger, which may share the code.',
  },
  {
    isOne: isPlain,
    reason: 'it is a CfnFunction, which takes no event sources',
    hint: 'Make it with the class Function of aws-cdk-lib/aws-lambda first.',
  },
];

const constructedFunctions = (disk: Disk, module: FoundModule): readonly Foreign[] =>
  CONSTRUCTS.flatMap(({ isOne, reason, hint }) =>
    constructsOf(disk, module, isOne).map(({ id, steps: [site] }) => ({ site, id, reason, hint })),
  );

/** Functions that another stack makes: `Function.fromFunctionArn()`. */
const importedFunctions = (module: FoundModule): readonly Foreign[] =>
  module.source.nodes.filter(ts.isCallExpression).flatMap((node) => {
    const of = importedBy(module.source, node);
    return of && isLambda(of)
      ? [
          {
            site: { module, node },
            id: idOf(node.arguments[1]),
            reason: 'it is imported, and another stack makes it',
            hint: 'Add the trigger in the stack that makes it.',
          },
        ]
      : [];
  });

const namesOf = ({ site, id }: Foreign) => {
  const { owner, line } = madeAt(site, id);
  const variable = withoutThis(referenceOf(site.node));
  const place = `${site.module.path}:${line}`;
  return [id, `${owner}/${id}`, `${owner}${id}`, place, ...(variable ? [variable] : [])];
};

/** Throws `refused` where a name means a function that takes no trigger from this app: one at the edge, imported, or made of a resource of CloudFormation. */
export function refuseForeign(disk: Disk, name: string): void {
  const all = cdkModules(disk, () => true).flatMap((module) => [
    ...constructedFunctions(disk, module),
    ...importedFunctions(module),
  ]);
  const found = all.find((each) => isCalled(name)({ names: namesOf(each), shown: each.id }));
  if (!found) return;
  const { site, id, reason, hint } = found;
  throw refusal(`${id} takes no trigger: ${reason}`, {
    at: { path: site.module.path, line: madeAt(site, id).line },
    hint: unwritten(hint),
  });
}
