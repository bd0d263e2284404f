import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { isSender, mayReceive } from '../../actions.ts';
import type { Node } from '../../graph.ts';
import { intrinsicOf } from './intrinsic.ts';
import { inProperties, itemsOf, type Reading, sourceNode } from './reading.ts';
import { referencesIn } from './references.ts';
import type { Written } from './template.ts';

const listOf = (model: Model | undefined) => [model ?? []].flat() as readonly Model[];

export const textsOf = (model: Model | undefined) =>
  listOf(model).filter((each): each is string => typeof each === 'string');

/** Whether a principal is the whole account, whose IAM policies decide who has the right. */
function isOwnAccount(model: Model): boolean {
  const text = JSON.stringify(model);
  return (
    text.includes('AWS::AccountId') && (intrinsicOf(model)?.[0] === 'Ref' || /:root\b/.test(text))
  );
}

/** Whether a condition narrows "everybody" to the account itself. */
const isWithinAccount = (condition: Model | undefined) =>
  JSON.stringify(condition ?? null).includes('AWS::AccountId');

/** A role of the template, or somebody else by the expression that names them. */
function principalOf(reading: Reading, model: Model): readonly Node[] {
  const own = [...referencesIn(model)].flatMap(({ id }) => reading.nodes.get(id) ?? []);
  if (own.length > 0) return own;
  return isOwnAccount(model) ? [] : [sourceNode(reading, model, 'other')];
}

/** Who a statement lets receive messages; a service is one by its name. */
function receiversOf(
  reading: Reading,
  { Principal, Action, Condition }: ModelMap,
): readonly Node[] {
  const actions = textsOf(Action);
  const { AWS, Service } = mapOf(Principal);
  const people = typeof Principal === 'string' ? [Principal] : listOf(AWS);
  // "Everybody, from one source" is a service that sends on behalf of that source
  const isFromSource = JSON.stringify(Condition ?? null)
    .toLowerCase()
    .includes('aws:sourcearn');
  const others = people.filter((each) => each !== '*' || !isWithinAccount(Condition));
  const may = mayReceive(actions, isFromSource) ? others : [];
  const services = textsOf(Service).filter((each) => mayReceive(actions, isSender(each)));
  return [...may, ...services].flatMap((each) => principalOf(reading, each));
}

/** Reads whom the policy of a queue lets receive its messages. */
export function readQueuePolicy(reading: Reading, { id, properties }: Written): void {
  const { Queues, Queue, PolicyDocument } = properties;
  const queues = [...referencesIn(Queues ?? Queue)].flatMap(
    (each) => reading.nodes.get(each.id) ?? [],
  );
  for (const [n, statement] of itemsOf(mapOf(PolicyDocument).Statement)) {
    if ((statement.Effect ?? 'Allow') !== 'Allow') continue;
    const at = inProperties(id, 'PolicyDocument', 'Statement', n, 'Principal');
    const place = reading.template.placeOf(at);
    for (const to of receiversOf(reading, statement))
      for (const on of queues)
        reading.edges.push({ kind: 'grants', to, on, actions: textsOf(statement.Action), place });
  }
}
