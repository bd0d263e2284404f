import { byId, element, pretty } from './element.js';
import { get, post } from './server.js';

/** Much that happens at once is asked for once. */
const GATHER_MS = 300;

const EMPTY = 'empty';

const dim = (text) => element('p', { class: 'dim' }, text);

const listOf = (all, show) => (all.length > 0 ? all.map(show) : [dim(EMPTY)]);

/** What is shown of a queue, a table, a bucket, or the mail. */
const VIEWS = {
  queues: ({ ready, delayed, inFlight }) => [
    dim(`${ready.length} wait, ${inFlight} in flight, ${delayed} delayed`),
    ...ready.map(({ body, receives }) => element('pre', {}, `received ${receives} times\n${body}`)),
  ],
  tables: ({ items }) => listOf(items, (item) => element('pre', {}, pretty(item))),
  buckets: ({ objects }) =>
    listOf(objects, ({ key, size }) => element('p', {}, `${key}  (${size} bytes)`)),
  mail: ({ mail }) =>
    mail.map(({ subject, destination, body }) =>
      element(
        'pre',
        {},
        `To: ${destination?.to ?? ''}\n${subject}\n\n${body?.text ?? body?.html ?? ''}`,
      ),
    ),
};

const holders = new Map();

async function fill({ id, kind, body, details }) {
  if (!details.open) return;
  try {
    body.replaceChildren(...VIEWS[kind](await get(`/api/contents?id=${encodeURIComponent(id)}`)));
  } catch (error) {
    body.replaceChildren(element('p', { class: 'why' }, error.message));
  }
}

function addHolder(kind, id, label, ...buttons) {
  const body = element('div');
  const holder = { id, kind, body };
  holder.details = element(
    'details',
    { 'data-id': id, ontoggle: () => void fill(holder) },
    element('summary', {}, label),
    body,
    ...buttons,
  );
  holders.set(id, holder);
  byId(kind).append(holder.details);
}

export function refresh(id) {
  const holder = holders.get(id);
  if (holder) void fill(holder);
}

let waits;
export function refreshAll() {
  if (waits) return;
  waits = setTimeout(() => {
    waits = undefined;
    for (const holder of holders.values()) void fill(holder);
  }, GATHER_MS);
}

function redriveButton(id) {
  const click = async ({ target }) => {
    try {
      const { moved, left } = await post('redrive', { queue: id });
      target.textContent = `${moved} sent back${left > 0 ? `, ${left} came from no queue` : ''}`;
    } catch (error) {
      target.textContent = error.message;
    }
    refreshAll();
  };
  return element('button', { type: 'button', onclick: click }, 'Send back to its queue');
}

function addQueue({ id, isDead }) {
  if (isDead) addHolder('queues', id, `${id} · dead letters`, redriveButton(id));
  else addHolder('queues', id, id);
}

/** Lists all that holds something, closed. */
export function showHolders({ queues, tables, buckets, hasMail }) {
  holders.clear();
  for (const kind of Object.keys(VIEWS)) byId(kind).replaceChildren();
  queues.forEach(addQueue);
  for (const id of tables) addHolder('tables', id, id);
  for (const id of buckets) addHolder('buckets', id, id);
  if (hasMail) addHolder('mail', 'mail', 'Sent');
}
