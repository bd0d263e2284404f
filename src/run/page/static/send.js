import { refreshAll } from './contents.js';
import { byId, element, option, pretty } from './element.js';
import { KINDS } from './kinds.js';
import { post } from './server.js';

/** The functions of the project, each with its sample events. */
let functions = [];

const target = () => byId('to').value.split('\n');

const samplesOf = (kind, id) =>
  kind === 'function' ? functions.find((each) => each.id === id).samples : [];

function changeTarget() {
  const [kind, id] = target();
  const samples = samplesOf(kind, id);
  byId('sample').replaceChildren(
    option('', 'none'),
    ...samples.map(({ name }) => option(name, name)),
  );
  byId('sample').disabled = samples.length === 0;
  byId('file').value = '';
  byId('body').disabled = false;
  for (const each of document.querySelectorAll('.of-bucket')) each.hidden = kind !== 'bucket';
}

export function chooseTarget(kind, id) {
  byId('to').value = `${kind}\n${id}`;
  changeTarget();
}

/** Lists all that something can be sent to. */
export function showTargets(state) {
  ({ functions } = state);
  const targets = {
    function: functions.map(({ id }) => id),
    queue: state.queues.map(({ id }) => id),
    topic: state.topics,
    bucket: state.buckets,
    machine: state.machines,
  };
  byId('to').replaceChildren(
    ...Object.entries(targets).flatMap(([kind, ids]) =>
      ids.map((id) => option(`${kind}\n${id}`, `${id} (${KINDS[kind]})`)),
    ),
  );
  changeTarget();
}

async function takeSample() {
  const [, id] = target();
  const event = byId('sample').value || undefined;
  const { text } = await post('sample', { function: id, event });
  byId('body').value = JSON.stringify(JSON.parse(text), null, 2);
}

async function invoke(id, text) {
  const { outcome } = await post('invoke', { function: id, payload: JSON.parse(text) });
  const { error, result } = outcome;
  return error ? `${error.errorType}: ${error.errorMessage}` : pretty(JSON.parse(result));
}

async function put(id, text) {
  const [file] = byId('file').files;
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text);
  const body = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return pretty(await post('send', { to: id, key: byId('key').value, body }));
}

async function send() {
  const [kind, id] = target();
  const text = byId('body').value;
  if (kind === 'function') return invoke(id, text);
  if (kind === 'bucket') return put(id, text);
  return pretty(await post('send', { to: id, body: text }));
}

async function submit(event) {
  event.preventDefault();
  byId('sent').replaceChildren('…');
  try {
    byId('sent').replaceChildren(element('pre', {}, await send()));
  } catch (error) {
    byId('sent').replaceChildren(element('span', { class: 'why' }, error.message));
  }
  refreshAll();
}

function takeFile({ target: { files } }) {
  if (files[0]) byId('key').value = files[0].name;
  byId('body').disabled = files.length > 0;
}

export function listenToForm() {
  byId('file').addEventListener('change', takeFile);
  byId('to').addEventListener('change', changeTarget);
  byId('sample').addEventListener('change', () => void takeSample());
  byId('send').addEventListener('submit', (event) => void submit(event));
}
