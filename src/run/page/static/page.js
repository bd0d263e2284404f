import { refresh, showHolders } from './contents.js';
import { byId, element, option } from './element.js';
import { addExecution } from './executions.js';
import { addInvocation, showChain, showRows } from './invocations.js';
import { drawPicture, lightNode, lightWay } from './picture.js';
import { showSchedules } from './schedules.js';
import { chooseTarget, listenToForm, showTargets } from './send.js';
import { get } from './server.js';

function revealFunction(id) {
  byId('filter').value = id;
  showRows();
  chooseTarget('function', id);
  byId('invocations').focus();
}

/** Shows what a node of the picture stands for. */
function reveal(id, kind) {
  if (kind === 'function') return revealFunction(id);
  const holder = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (!holder) return undefined;
  if (holder.tagName === 'DETAILS') holder.open = true;
  holder.scrollIntoView({ block: 'nearest' });
  return (holder.querySelector('summary, button') ?? holder).focus();
}

function pulse({ from, to }) {
  lightWay(from, to);
  lightNode(to, 'lit');
  refresh(to);
}

const itemOf = (...children) => element('li', {}, ...children);

function showHead({ project, apis }) {
  byId('project').textContent = project;
  document.title = `${project} · lambda-gen dev`;
  byId('apis').replaceChildren(
    ...Object.entries(apis).map(([name, url]) =>
      itemOf(`${name} `, element('a', { href: url }, url)),
    ),
  );
}

const showFilter = ({ functions }) =>
  byId('filter').replaceChildren(
    option('', 'all functions'),
    ...functions.map(({ id }) => option(id, id)),
  );

function hideEmpty(state) {
  const lists = ['schedules', 'machines', 'queues', 'tables', 'buckets'];
  for (const list of lists) byId(`s-${list}`).hidden = state[list].length === 0;
  byId('s-not').hidden = state.notEmulated.length === 0;
  byId('s-mail').hidden = !state.hasMail;
}

function show(state) {
  showHead(state);
  drawPicture(state.picture, reveal);
  showFilter(state);
  showTargets(state);
  showSchedules(state.schedules);
  showHolders(state);
  byId('not').replaceChildren(...state.notEmulated.map((text) => itemOf(text)));
  hideEmpty(state);
  state.executions.forEach(addExecution);
  state.invocations.forEach(addInvocation);
  showRows();
}

const open = async () => show(await get('/api/state'));

const say = (status) => {
  byId('status').textContent = status;
};

function followLive() {
  const live = new EventSource('/api/live');
  const on = (type, handle) => live.addEventListener(type, ({ data }) => handle(JSON.parse(data)));
  live.addEventListener('open', () => say('Live'));
  live.addEventListener('error', () => say('dev does not answer'));
  on('invocation', addInvocation);
  on('execution', addExecution);
  on('pulse', pulse);
  on('reloaded', () => void open());
}

byId('filter').addEventListener('change', showRows);
byId('all-chains').addEventListener('click', () => showChain(''));
listenToForm();
void open().then(followLive);
