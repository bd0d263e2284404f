import { ts } from 'ts-morph';
import { refusal, unwritten } from '../../../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { Trigger } from '../../../core/trigger.ts';
import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import { OWN } from '../../../editors/cdk/syntax/kinds.ts';
import type { AppConstruct } from '../../../infrastructure/cdk/made-by-app.ts';
import { follow, propertyOf } from '../../../infrastructure/cdk/source/bindings.ts';
import { valueAt } from '../../../infrastructure/cdk/source/values.ts';
import { shown } from '../../../infrastructure/rules/edges.ts';
import { placeOf } from './common-scope.ts';
import { type ResourceProperty, setPropertyOf } from './set-property.ts';

interface Reason {
  readonly reason: string;
  readonly hint: string;
}

/** The method that takes what another stack makes: `fromQueueArn`. */
const methodOf = ({ steps }: AppConstruct) =>
  steps[0].node.expression.getText().split('.').at(-1) ?? '';

/** Whether the attributes that a table is taken by have the ARN of its stream. */
function hasStream({ steps: [{ node, scope }] }: AppConstruct): boolean {
  const attributes = node.arguments?.[2];
  if (!attributes) return false;
  return propertyOf(follow({ node: attributes, scope }), 'tableStreamArn') !== 'missing';
}

/** Why a trigger cannot take what another stack makes; undefined where it can. */
function importedReason(trigger: string, resource: AppConstruct): Reason | undefined {
  const method = methodOf(resource);
  if (trigger === 'cognito')
    return {
      reason: 'the CDK cannot give a trigger to a pool that another stack makes (aws-cdk#10002)',
      hint: 'Add the trigger in the stack that makes the pool.',
    };
  if (trigger === 'dynamodb-stream' && !(method === 'fromTableAttributes' && hasStream(resource)))
    return {
      reason: `${method} does not say which stream the table has`,
      hint: 'Import it with Table.fromTableAttributes and its tableStreamArn.',
    };
  if (trigger === 'http')
    return {
      reason:
        'an API that another stack makes takes no routes from here: its stage is deployed there',
      hint: 'Add the route in the stack that makes the API, or make a new one with --api new.',
    };
  return undefined;
}

/** An API that leads every request to its handler takes no other routes, unless `proxy` is false. */
function defaultReason(trigger: string, { of, steps }: AppConstruct): Reason | undefined {
  const { node, scope } = steps.at(-1)!;
  const props = node.arguments?.[2];
  if (trigger !== 'http' || of.name !== 'LambdaRestApi' || !ts.isNewExpression(node))
    return undefined;
  const read = props ? follow({ node: props, scope }) : 'missing';
  if (valueAt(read, 'proxy') === false) return undefined;
  return {
    reason: 'it sends every request to its default handler',
    hint: 'Make it with proxy: false, and with the routes that its handler takes.',
  };
}

/** What triggers set of a resource, and what becomes of it where the app sets that by CloudFormation, too. */
const SET: Readonly<Record<string, ResourceProperty & { what: string; loss: string }>> = {
  s3: {
    property: 'notificationConfiguration',
    kind: 'CfnBucket',
    what: 'notifications',
    loss: 'the CDK would replace them',
  },
  cognito: {
    property: 'lambdaConfig',
    kind: 'CfnUserPool',
    what: 'triggers',
    loss: 'those of the CDK would be gone',
  },
};

/** The class of ours that makes a construct: `PrivateBucket` of `infra/constructs/bucket.ts`. */
function ownClassOf({ steps }: AppConstruct): string | undefined {
  const { node, scope } = steps.at(-1)!;
  const of = resolve(scope.module.imports, node.expression);
  return of && OWN.test(of.module) ? of.name : undefined;
}

/** Of two ways to set the same, one is lost: that of the construct, or that of the resource itself. */
function setReason(disk: Disk, trigger: string, resource: AppConstruct): Reason | undefined {
  const own = SET[trigger];
  // A class of ours adds to what is set
  if (!own || ownClassOf(resource)) return undefined;
  const { property, what, loss } = own;
  const set = setPropertyOf(disk, resource, own);
  if (!set) return undefined;
  const does = set.isSure
    ? `CloudFormation sets its ${what}`
    : `${what} are set there that may be its own`;
  return {
    reason: `${does} (${shown(set.place)}), and ${loss}`,
    hint: `Add it to the ${property} that is set there, or let a new resource be made.`,
  };
}

/** What a project of ours sets of a resource, it sets by a method of its own class. */
function classReason(disk: Disk, trigger: Trigger, resource: AppConstruct): Reason | undefined {
  const { option, ownConstruct } = trigger.resource ?? {};
  const isOurs = ownClassOf(resource) === ownConstruct || !isOwnProject(readAnyManifest(disk));
  if (!ownConstruct || isOurs) return undefined;
  return {
    reason: `it is not a ${ownConstruct}, the class that such a trigger needs in this project`,
    hint: `Leave --${option} out for a new one, or make yours with ${ownConstruct}, as the new one is.`,
  };
}

/** Throws `refused` where the CDK does not let a trigger take a resource, with the place and the way out. */
export function refuseResource(disk: Disk, trigger: Trigger, resource: AppConstruct): void {
  const own = resource.isImported ? importedReason : defaultReason;
  const found =
    own(trigger.id, resource) ??
    classReason(disk, trigger, resource) ??
    setReason(disk, trigger.id, resource);
  if (!found) return;
  const { module, line } = placeOf(resource);
  throw refusal(`${resource.id} takes no ${trigger.id} trigger: ${found.reason}`, {
    at: { path: module.path, line },
    hint: unwritten(found.hint),
  });
}
