import { refusal, usageError } from '../../core/errors.ts';
import type { TriggerContribution } from '../../core/trigger.ts';
import { type ExposeOp, exposeConstruct } from '../../editors/cdk/expose.ts';
import { editCdkProperty } from '../../editors/cdk/property.ts';
import type { Member } from '../../editors/cdk/target.ts';
import { pasteOf } from '../../editors/cdk/write/refusal.ts';
import { type Made, meetingOf } from '../../infrastructure/cdk/reach.ts';
import { templateText } from '../code-files.ts';
import { prefix } from '../names.ts';
import { type Edited, edited, type Staging, stageEdited } from '../staging.ts';
import type { CheckedTrigger } from './request.ts';

/** Where statements come that need a function and a resource, and what they call them. */
export interface Sight {
  /** A construct of the class or module that takes the statements. */
  readonly at: Made;
  readonly behind: { readonly functionId: Member; readonly owner?: string };
  readonly resource?: Member;
}

/** Makes a construct a public field of its class, and stages that; answers what the field is called. */
function exposed(staging: Staging, made: Made, snippet: string): string {
  const { path } = made.module;
  const { id, owner } = made;
  const op: ExposeOp = { id, owner, isTyped: /\.[cm]?ts$/.test(path) };
  const before: Edited = { text: staging.tree.read(path)!, inserted: [] };
  const result = exposeConstruct(before.text, op);
  if ('reason' in result)
    throw refusal(`${path} was not changed: ${result.reason}`, {
      at: { path, line: result.line ?? made.line },
      hint: `The ${owner} has to show its "${id}": readonly, and public. Nothing was written.`,
      paste: pasteOf(snippet, prefix(id, 1).pascal),
    });
  stageEdited(
    staging,
    path,
    edited(path, before, () => result.edit),
  );
  return result.member;
}

const memberOf = (staging: Staging, { id }: Made, path: readonly Made[], snippet: string) => ({
  id,
  members: path.map((each) => exposed(staging, each, snippet)).reverse(),
});

/** Finds where both are in sight, and stages what makes them so; throws `refused` when that is not safe. */
export function sight(
  staging: Staging,
  fn: Made,
  resource: Made | undefined,
  snippet: string,
): Sight {
  const of = ({ owner }: Made) => (owner ? { owner } : {});
  const here: Member = { id: fn.id, members: [] };
  if (!resource) return { at: fn, behind: { functionId: here, ...of(fn) } };
  const meeting = meetingOf(staging.kit.disk, fn, resource);
  if ('reason' in meeting)
    throw refusal(`${fn.id} cannot be connected to ${resource.id}: ${meeting.reason}`, {
      at: { path: meeting.at.module.path, line: meeting.at.line },
      hint: 'Hand one to where the other is made, and paste this there. Nothing was written.',
      paste: pasteOf(snippet, prefix(fn.id, 1).pascal),
    });
  const functionId = memberOf(staging, meeting.fn, meeting.fnPath, snippet);
  const member = memberOf(staging, meeting.resource, meeting.resourcePath, snippet);
  return { at: meeting.fn, behind: { functionId, ...of(meeting.fn) }, resource: member };
}

/** Stages what a resource has to be made with; where its properties are not written out, that is said. */
export function prepare(staging: Staging, { trigger }: CheckedTrigger, resource: Made): void {
  const { needs } = trigger.resource!;
  if (!needs) return;
  const snippet = templateText(staging.kit, `triggers/${trigger.id}/${needs.value}`);
  const { id, owner, line } = resource;
  const { path } = resource.module;
  const before: Edited = { text: staging.tree.read(path)!, inserted: [] };
  const edit = editCdkProperty(before.text, { id, owner, names: needs.names, snippet });
  if (edit.status === 'refused')
    staging.notices.push(`${path}:${line}: make sure that ${id} is made with ${edit.paste}`);
  else
    stageEdited(
      staging,
      path,
      edited(path, before, () => edit),
    );
}

/** Throws `usage` when the resource has such a trigger, and there can be one only. */
export function refuseTaken(
  { kit }: Staging,
  { taken }: TriggerContribution,
  resource: Made,
  { at }: Sight,
): void {
  const paths = [resource.module.path, at.module.path];
  const path = paths.find((each) => taken?.test(kit.disk.read(each) ?? ''));
  if (path)
    throw usageError(`${resource.id} has such a trigger already, in ${path}`, 'Choose another.');
}
