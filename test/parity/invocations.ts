import { routesOf } from './apis.ts';
import type { Fact } from './fact.ts';
import { ofType, type Resources } from './template.ts';

interface Permission {
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

const CALL = /^arn:aws:execute-api:[^:]+:[^:]+:(\w+)\/([^/]+)\/([^/]+)(\/.*)$/;

const ITS = "its route's";

/** CDK writes a parameter of a path as it is, SAM as a star. */
const withoutParameters = (path: string) => path.replace(/\{[^}]+\}/g, '*');

/** A permission to call through an API says which method and path: those of the function's route, or any. */
function callFacts(all: Resources, fn: string, call: readonly string[]): readonly Fact[] {
  const [api, stage, method, path] = call as [string, string, string, string];
  const route = routesOf(all).find((each) => each.api === api && each.fn === fn);
  const isItsPath = route && withoutParameters(path) === withoutParameters(route.path);
  const who = `invoked by ${api}`;
  return [
    [fn, `${who}, stage`, stage],
    [fn, `${who}, method`, method === route?.method ? ITS : method],
    [fn, `${who}, path`, isItsPath ? ITS : path],
  ];
}

function invocation(all: Resources, permission: Permission): readonly Fact[] {
  const { FunctionName, Principal, SourceArn = 'anything', SourceAccount = 'any' } = permission;
  const fn = FunctionName.replace(/\.(Arn|Alias)$/, '');
  const call = CALL.exec(SourceArn);
  return [
    [fn, `invoked by ${Principal}, account`, SourceAccount],
    ...(call
      ? callFacts(all, fn, call.slice(1))
      : [[fn, `invoked by ${Principal}`, SourceArn] as const]),
  ];
}

/** Who may invoke the functions of a stack. */
export const invocationFacts = (all: Resources): readonly Fact[] =>
  ofType<Permission>(all, 'AWS::Lambda::Permission').flatMap(([, each]) => invocation(all, each));
