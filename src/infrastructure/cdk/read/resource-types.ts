import type { Export } from '../../../editors/cdk/syntax/imports.ts';
import { isLambda, isLibrary, OWN } from '../../../editors/cdk/syntax/kinds.ts';
import type { ResourceType } from '../../graph.ts';

/** By the name of the class, without the `I` of its interface. */
const TYPES: Readonly<Record<string, ResourceType>> = {
  Queue: 'queue',
  Topic: 'topic',
  Bucket: 'bucket',
  Table: 'table',
  TableV2: 'table',
  Stream: 'stream',
  UserPool: 'pool',
  HttpApi: 'api',
  RestApi: 'api',
  LambdaRestApi: 'api',
  SpecRestApi: 'api',
  StepFunctionsRestApi: 'api',
  HttpStage: 'stage',
  EventBus: 'bus',
  Rule: 'rule',
  Schedule: 'schedule',
  CfnSchedule: 'schedule',
  CfnRule: 'rule',
  Role: 'role',
  Key: 'key',
};

const REST = /RestApi$/;

export const classNameOf = ({ name }: Export) => name.replace(/^I(?=[A-Z][a-z])/, '');

/** The type of what a class of the library makes; undefined for what no rule asks for. */
export function typeOf(of: Export): ResourceType | undefined {
  if (isLambda(of)) return 'function';
  return isLibrary(of) || OWN.test(of.module) ? TYPES[classNameOf(of)] : undefined;
}

export const isRest = (of: Export) => REST.test(of.name);
