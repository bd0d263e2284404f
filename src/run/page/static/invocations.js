import { refreshAll } from './contents.js';
import { byId, element } from './element.js';
import { executions } from './executions.js';
import { detailsOf, summaryOf } from './invocation-row.js';
import { lightNode } from './picture.js';

const MOST_ROWS = 200;

const invocations = new Map();
const rows = new Map();
/** The chain that alone is shown, if any. */
let chain = '';

const linksOf = (invocation) =>
  [...invocations.values(), ...executions.values()]
    .filter((each) => each.chain === invocation.chain)
    .sort((a, b) => a.startedAt - b.startedAt);

function fillRow(row, invocation) {
  const { ended, line } = summaryOf(invocation);
  row.item.className = ended;
  row.summary.replaceChildren(...line);
  if (!row.details.open) return;
  const showOnly = () => showChain(invocation.chain);
  row.body.replaceChildren(...detailsOf(invocation, linksOf(invocation), showOnly));
}

function makeRow({ id }) {
  const summary = element('summary');
  const body = element('div');
  const ontoggle = () => fillRow(rows.get(id), invocations.get(id));
  const details = element('details', { ontoggle }, summary, body);
  const item = element('li', {}, details);
  const row = { item, details, summary, body };
  rows.set(id, row);
  byId('invocations').prepend(item);
  return row;
}

function isShown({ function: name, chain: own }) {
  const wanted = byId('filter').value;
  return (!wanted || wanted === name) && (!chain || chain === own);
}

/** Shows the rows of the wanted function and chain. */
export function showRows() {
  for (const [id, { item }] of rows) item.hidden = !isShown(invocations.get(id));
  byId('all-chains').hidden = !chain;
  byId('none').hidden = invocations.size > 0;
}

/** Shows the rows of one chain; of all for ''. */
export function showChain(only) {
  chain = only;
  showRows();
}

function forgetOldest() {
  const [oldest] = rows.keys();
  rows.get(oldest).item.remove();
  rows.delete(oldest);
  invocations.delete(oldest);
}

export function addInvocation(invocation) {
  invocations.set(invocation.id, invocation);
  const row = rows.get(invocation.id) ?? makeRow(invocation);
  fillRow(row, invocation);
  row.item.hidden = !isShown(invocation);
  byId('none').hidden = true;
  if (rows.size > MOST_ROWS) forgetOldest();
  lightNode(invocation.function, invocation.error ? 'bad' : 'lit');
  if (invocation.durationMs !== undefined) refreshAll();
}
