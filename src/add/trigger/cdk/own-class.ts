import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import { OWN } from '../../../editors/cdk/syntax/kinds.ts';
import type { AppConstruct } from '../../../infrastructure/cdk/made-by-app.ts';

/** The class of ours that makes a construct: `PrivateBucket` of `infra/constructs/bucket.ts`. */
export function ownClassOf({ steps }: AppConstruct): string | undefined {
  const { node, scope } = steps.at(-1)!;
  const of = resolve(scope.module.imports, node.expression);
  return of && OWN.test(of.module) ? of.name : undefined;
}
