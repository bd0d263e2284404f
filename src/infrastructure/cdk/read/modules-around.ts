import { ts } from 'ts-morph';
import type { ProjectPath } from '../../../core/paths.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { referenceOf } from '../../../editors/cdk/syntax/reference.ts';
import { helperOf } from '../calls/helper-of.ts';
import type { AppConstruct } from '../made-by-app.ts';
import { cdkModules, type FoundModule, moduleAt } from '../modules.ts';
import { madeAt, meetingOf } from '../reach.ts';
import { chainOf } from '../source/classes.ts';
import { identityOf } from './identities.ts';

/** What code says that connects constructs. */
const CONNECTS =
  /\.(add(EventSource|Subscription|Event|Object|Trigger|Target|Routes|Method|Proxy|Function|Environment|To|Alias)\w*|grant\w*)\(|lambdaTriggers|QueuePolicy|Schedule|CfnRule|EventSource|Subscription|LambdaRestApi|FunctionUrl|environment/;

/** The known words of a construct's name outside of the app, by which others may take it. */
const outerWords = (disk: Disk, made: AppConstruct) =>
  identityOf(disk, made)
    ?.name.replace(/\$\{[^}]*\}/g, ' ')
    .match(/[\w-]+/g) ?? [];

const namesOf = (disk: Disk, made: AppConstruct): readonly string[] =>
  [made.id, referenceOf(made.steps[0].node)?.split('.').at(-1), ...outerWords(disk, made)].filter(
    (name): name is string => name !== undefined && /^[\w-]{3,}$/.test(name),
  );

const wordsIn = (names: readonly string[]) =>
  names.length > 0 ? new RegExp(`(?<![\\w$])(${names.join('|')})(?![\\w$])`) : /(?!)/;

/** The modules that make the two, and those on the way to where they meet. */
function ownModules(disk: Disk, fn: AppConstruct, resource: AppConstruct | undefined) {
  const steps = [...fn.steps, ...(resource?.steps ?? [])].map(({ module }) => module);
  if (!resource) return steps;
  const [from, to] = [madeAt(fn.steps[0], fn.id), madeAt(resource.steps[0], resource.id)];
  const meeting = meetingOf(disk, from, to);
  if ('reason' in meeting) return steps;
  const { fnPath, resourcePath } = meeting;
  return [
    ...steps,
    ...[meeting.fn, meeting.resource, ...fnPath, ...resourcePath].map(({ module }) => module),
  ];
}

/** The modules whose classes and helpers are given one of the names: they may connect it. */
function given(disk: Disk, module: FoundModule, words: RegExp): readonly FoundModule[] {
  return module.source.nodes.flatMap((node): readonly FoundModule[] => {
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return [];
    if (!node.arguments?.some((each) => words.test(each.getText()))) return [];
    if (ts.isCallExpression(node)) {
      const helper = helperOf(disk, { module, node });
      return helper ? [helper.module] : [];
    }
    return chainOf(disk, module.source, node.expression).classes.flatMap(
      (each) => moduleAt(disk, each.module.path) ?? [],
    );
  });
}

/** The modules that may say something of a function and a resource: they are read into the graph, and no others. */
export function modulesAround(
  disk: Disk,
  fn: AppConstruct,
  resource: AppConstruct | undefined,
): readonly ProjectPath[] {
  const words = wordsIn([...namesOf(disk, fn), ...(resource ? namesOf(disk, resource) : [])]);
  const named = cdkModules(disk, (text) => CONNECTS.test(text) && words.test(text));
  const own = [...ownModules(disk, fn, resource), ...named];
  const all = [...own, ...own.flatMap((each) => given(disk, each, words))];
  return [...new Set(all.map(({ path }) => path))].filter(
    (path) => !path.includes('node_modules/'),
  );
}
