import { ts } from 'ts-morph';
import { notChanged, refusal, unwritten } from '../../../core/errors.ts';
import { isTyped } from '../../../core/paths.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { type ExposeOp, exposeConstruct } from '../../../editors/cdk/expose.ts';
import { editCdkProperty } from '../../../editors/cdk/property.ts';
import { ordinalOf } from '../../../editors/cdk/syntax/constructs.ts';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { variableFor } from '../../../editors/cdk/syntax/names.ts';
import { locateOptional } from '../../../editors/cdk/syntax/optional.ts';
import {
  isRepeated,
  isWithinAnother,
  locateMaking,
} from '../../../editors/cdk/syntax/reference.ts';
import type { Member } from '../../../editors/cdk/target.ts';
import { pasteOf } from '../../../editors/cdk/write/refusal.ts';
import { readSnippet } from '../../../editors/cdk/write/snippet.ts';
import { returnedMembers } from '../../../infrastructure/cdk/calls/returned-members.ts';
import { inTree, scopeAt } from '../../../infrastructure/cdk/in-tree.ts';
import { type AppConstruct, idOf } from '../../../infrastructure/cdk/made-by-app.ts';
import { type Made, type Meeting, madeAt, meetingOf } from '../../../infrastructure/cdk/reach.ts';
import { keptByBase } from '../../../infrastructure/cdk/source/fields.ts';
import { templateText } from '../../code-files.ts';
import { prefix } from '../../names.ts';
import { type Staging, stageEdit } from '../../staging.ts';
import type { CheckedTrigger } from '../request.ts';
import { inheritedOf, refuseSometimes } from './inherited.ts';

/** A trigger's statements with a name in them. */
export type SnippetFor = (name: string) => string;

/** The class or module whose code reaches both a function and a resource, and what it calls them. */
export interface CommonScope {
  /** A construct of the class or module that takes the statements. */
  readonly at: Made;
  readonly behind: { readonly functionId: Member; readonly owner?: string };
  readonly resource?: Member;
}

/** Makes a construct a public field of its class, and stages that; answers what the field is called. */
function exposed(staging: Staging, made: Made, snippet: SnippetFor, by?: ExposeOp['by']): string {
  const { path } = made.module;
  const { id, owner } = made;
  const ordinal = ordinalOf(made.module.source, made.node);
  const op: ExposeOp = { id, owner, ordinal, isTyped: isTyped(path), ...(by && { by }) };
  const result = exposeConstruct(staging.tree.read(path)!, op);
  if ('reason' in result)
    throw notChanged(
      path,
      { reason: result.reason, line: result.line ?? made.line },
      {
        hint: unwritten(`Make "${id}" a public readonly field of ${owner}.`),
        paste: pasteOf(snippet(prefix(id, 1).pascal)),
      },
    );
  stageEdit(staging, path, () => result.edit);
  return result.member;
}

/** A construct as statements call it: what makes it, and the members that lead from there. */
const memberOf = (
  staging: Staging,
  made: Made,
  path: readonly Made[],
  inner: readonly string[],
  snippet: SnippetFor,
): Member => ({
  id: made.id,
  ordinal: ordinalOf(made.module.source, made.node),
  members: [...path.map((each) => exposed(staging, each, snippet)).reverse(), ...inner],
});

/** The place of a construct, as its module makes it. */
export const placeOf = ({ steps: [place], id }: AppConstruct): Made => madeAt(place, id);

/** The members that lead from a construct's place to itself; each is staged as a public field, unless it is one. */
function innerMembers(
  staging: Staging,
  made: AppConstruct,
  snippet: SnippetFor,
): readonly string[] {
  const { isHidden, id } = made;
  const { line, module } = placeOf(made);
  const way = wayTo(staging.context.disk, made);
  if (isHidden && way.at === 0) {
    const making = locateMaking(module.source.file, made.steps[0].node);
    const reason = 'reason' in making ? making.reason : isHidden;
    throw refusal(`${id} cannot be named where it is made: ${reason}`, {
      at: { path: module.path, line },
      hint: unwritten('Paste this where the function has a name.'),
      paste: pasteOf(snippet(prefix(id, 1).pascal), { fn: variableFor(id) }),
    });
  }
  return [
    ...way.members,
    ...way.held.map((each) => exposed(staging, madeAt(each, idOf(each)), snippet)),
    ...way.last,
  ];
}

/** How a place leads to a construct: by the members of what it calls, by fields of classes, by a member of a package's. */
function wayTo(disk: Disk, { steps, member }: AppConstruct) {
  const ways = returnedMembers(disk, { steps, ...(member && { member }) });
  const named = ways.find((each) => !isWithinAnother(steps[0].node, each.members));
  const { at, members } = named ?? ways[0] ?? { at: 0, members: [] };
  // A call has what it returns as its value
  const held = steps.filter((_, n) => n > at && ts.isNewExpression(steps[n - 1]!.node));
  return { at, members, held, last: member && at < steps.length ? [member] : [] };
}

/** Whether the classes on the way to a construct can have it as a public field, each of the next one. */
const canBeExposed = ({ isHidden }: AppConstruct, { at, held }: ReturnType<typeof wayTo>) =>
  !(isHidden && at === 0) &&
  held.every((each) => {
    const { id, owner, module } = madeAt(each, idOf(each));
    const op = { id, owner, ordinal: ordinalOf(module.source, each.node), isTyped: true };
    return !('reason' in exposeConstruct(module.text, op));
  });

/** The class that the statements take a function for. */
function classOfFunction(snippet: SnippetFor): Export {
  const { imports, add } = readSnippet(snippet('Function'));
  const type = add.parameters.find(({ name }) => name.getText() === '__fn__')?.type;
  const of = type && ts.isTypeReferenceNode(type) ? resolve(imports, type.typeName) : undefined;
  if (!of) throw new Error('The snippet does not say what its function is.');
  return of;
}

/** How the construct tree has a function that its place cannot name, and what a call makes it in. */
function treeOf(
  { context: { disk } }: Staging,
  made: AppConstruct,
  snippet: SnippetFor,
): Pick<Member, 'inTree' | 'scope'> {
  const { node } = made.steps[0];
  const isCall = ts.isCallExpression(node);
  const way = wayTo(disk, made);
  const isUnnamed = isCall && !locateOptional(node) && isWithinAnother(node, way.members);
  const canBeNamed = canBeExposed(made, way) && !isRepeated(node) && !isUnnamed;
  const found = isCall || !canBeNamed ? inTree(made) : undefined;
  if (found === undefined) {
    const around = isCall ? scopeAt(made) : undefined;
    return around ? { scope: around } : {};
  }
  const [scope] = found.split('.node.findChild(') as [string];
  return { scope, ...(!canBeNamed && { inTree: { found, of: classOfFunction(snippet) } }) };
}

/** The field in which a class keeps a construct that one of those that extend it makes. */
function keptAs(staging: Staging, { steps: [place] }: AppConstruct): Pick<Member, 'keptAs'> {
  const { node, module } = place;
  const method = makerOf(node).node;
  const field =
    ts.isMethodDeclaration(method) && ts.isNewExpression(node)
      ? keptByBase(staging.context.disk, module.source, method, node)
      : undefined;
  return field === undefined ? {} : { keptAs: field };
}

/** Finds the class that can reach both, and stages the fields that this needs; throws `refused` when that is not safe. */
export function commonScope(
  staging: Staging,
  target: AppConstruct,
  resource: AppConstruct | undefined,
  snippet: SnippetFor,
): CommonScope {
  const of = ({ owner }: Made) => (owner ? { owner } : {});
  const fn = placeOf(target);
  const tree = treeOf(staging, target, snippet);
  const members = tree.inTree ? [] : innerMembers(staging, target, snippet);
  const named = (made: Made, path: readonly Made[]) => ({
    ...memberOf(staging, made, path, members, snippet),
    ...(path.length === 0 && { ...tree, ...keptAs(staging, target) }),
  });
  const here = { at: fn, behind: { functionId: named(fn, []), ...of(fn) } };
  if (!resource) return here;
  const place = placeOf(resource);
  const inherited = inheritedOf(staging.context.disk, fn, place);
  if (inherited === 'resource')
    return { ...here, resource: inheritedMember(staging, resource, snippet) };
  const inner = innerMembers(staging, resource, snippet);
  if (inherited === 'function') {
    const functionId = inheritedMember(staging, target, snippet);
    const member = memberOf(staging, place, [], inner, snippet);
    return { at: place, behind: { functionId, ...of(place) }, resource: member };
  }
  const meeting = meetingFor(staging, target, resource, snippet);
  // Its place finds it, and no other code
  if (tree.inTree && meeting.fnPath.length > 0) innerMembers(staging, target, snippet);
  const functionId = named(meeting.fn, meeting.fnPath);
  const member = memberOf(staging, meeting.resource, meeting.resourcePath, inner, snippet);
  return { at: meeting.fn, behind: { functionId, ...of(meeting.fn) }, resource: member };
}

/** What a class has from one that it extends, as the field that it has it in. */
function inheritedMember(staging: Staging, made: AppConstruct, snippet: SnippetFor): Member {
  const place = placeOf(made);
  refuseSometimes(staging.context.disk, place);
  const members = innerMembers(staging, made, snippet);
  const keptAs = `this.${exposed(staging, place, snippet, 'extending')}`;
  return { id: place.id, members, keptAs, isInherited: true };
}

/** The class that can reach both; throws `refused` where there is none. */
function meetingFor(
  staging: Staging,
  target: AppConstruct,
  resource: AppConstruct,
  snippet: SnippetFor,
): Meeting {
  const fn = placeOf(target);
  const meeting = meetingOf(staging.context.disk, fn, placeOf(resource));
  if (!('reason' in meeting)) return meeting;
  throw refusal(`${fn.id} cannot be connected to ${resource.id}: ${meeting.reason}`, {
    at: { path: meeting.at.module.path, line: meeting.at.line },
    hint: unwritten('Pass one of them to where the other is made, and paste this there.'),
    paste: pasteOf(snippet(prefix(fn.id, 1).pascal), {
      fn: variableFor(fn.id),
      resource: variableFor(resource.id),
    }),
  });
}

/** Stages what a resource has to be made with; where its properties are not written out, that is said. */
export function prepare(
  staging: Staging,
  { trigger }: CheckedTrigger,
  { steps }: AppConstruct,
): void {
  const { needs } = trigger.resource!;
  const last = steps.at(-1)!;
  if (!needs || !ts.isNewExpression(last.node)) return;
  const snippet = templateText(staging.context, `triggers/${trigger.id}/${needs.value}`);
  const { id, owner, line, module } = madeAt(last, idOf(last));
  const { path } = module;
  const ordinal = ordinalOf(module.source, last.node);
  const edit = editCdkProperty(staging.tree.read(path)!, {
    id,
    owner,
    ordinal,
    names: needs.names,
    snippet,
  });
  if (edit.status === 'refused')
    staging.notices.push(`${path}:${line}: make sure that ${id} is made with ${edit.paste}`);
  else stageEdit(staging, path, () => edit);
}
