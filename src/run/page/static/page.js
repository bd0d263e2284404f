/* All that is shown comes in as text: an item, a log or a message never becomes markup. */
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const LIT_MS = 900;
  const MOST_ROWS = 200;
  const KINDS = {
    api: 'API',
    function: 'function',
    queue: 'queue',
    topic: 'topic',
    bucket: 'bucket',
    table: 'table',
    schedule: 'schedule',
    rule: 'rule',
    pool: 'user pool',
    machine: 'state machine',
  };

  const byId = (id) => document.getElementById(id);

  /** Makes an element: properties that begin with "on" are listeners, the rest attributes. */
  function element(name, properties, ...children) {
    const made = name.startsWith('svg:')
      ? document.createElementNS(SVG, name.slice(4))
      : document.createElement(name);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false)
        made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...children.filter((each) => each !== undefined));
    return made;
  }

  const pretty = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const time = (ms) => new Date(ms).toLocaleTimeString();

  async function get(path) {
    const response = await fetch(path);
    return response.json();
  }

  async function post(action, body) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`/api/${action}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error([answer.message, answer.hint].filter(Boolean).join(' '));
    return answer;
  }

  let state;
  const invocations = new Map();
  const executions = new Map();
  const rows = new Map();
  const nodes = new Map();
  const edges = new Map();
  let chain = '';

  // The picture

  function nodeElement({ id, kind, x, y }) {
    const label = id.length > 23 ? `…${id.slice(-22)}` : id;
    const open = () => reveal(id, kind);
    return element(
      'svg:g',
      {
        class: `node ${kind}`,
        transform: `translate(${x} ${y})`,
        tabindex: '0',
        role: 'button',
        'aria-label': `${id}, ${KINDS[kind]}`,
        onclick: open,
        onkeydown: (event) => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            open();
          }
        },
      },
      element('svg:title', {}, id),
      element('svg:rect', { width: 172, height: 40, rx: 6 }),
      element('svg:text', { x: 9, y: 17 }, label),
      element('svg:text', { x: 9, y: 32, class: 'kind' }, KINDS[kind]),
    );
  }

  function drawPicture({ width, height, nodes: all, edges: ways }) {
    const svg = element('svg:svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    for (const way of ways) {
      const path = element('svg:path', { d: way.path, class: `edge ${way.kind}` });
      edges.set(`${way.from}\n${way.to}`, path);
      svg.append(path);
    }
    for (const node of all) {
      const group = nodeElement(node);
      nodes.set(node.id, group);
      svg.append(group);
    }
    byId('picture').replaceChildren(svg);
  }

  const lit = new Map();
  function light(shape, name) {
    if (!shape) return;
    shape.classList.add(name);
    clearTimeout(lit.get(shape));
    lit.set(
      shape,
      setTimeout(() => shape.classList.remove('lit', 'bad'), LIT_MS),
    );
  }

  function pulse({ from, to }) {
    light(edges.get(`${from}\n${to}`), 'lit');
    light(nodes.get(to), 'lit');
    refresh(to);
  }

  /** Shows what a node of the picture stands for. */
  function reveal(id, kind) {
    if (kind === 'function') {
      byId('filter').value = id;
      showRows();
      byId('to').value = `function\n${id}`;
      changeTarget();
      return byId('invocations').focus();
    }
    const holder = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!holder) return undefined;
    if (holder.tagName === 'DETAILS') holder.open = true;
    holder.scrollIntoView({ block: 'nearest' });
    return (holder.querySelector('summary, button') ?? holder).focus();
  }

  // Invocations

  /** A line of JSON, as loggers write them, over several lines. */
  function logText(line) {
    try {
      return line.startsWith('{') ? pretty(JSON.parse(line)) : line;
    } catch {
      return line;
    }
  }

  function linesOf(invocation) {
    const { result, error, logs, event } = invocation;
    const part = (title, value) =>
      value === undefined ? [] : [element('h3', {}, title), element('pre', {}, pretty(value))];
    return [
      ...part(error ? 'Error' : 'Result', error ?? result),
      ...(logs && logs.length > 0 ? part('Log', logs.map(logText).join('\n')) : []),
      ...part('Event', event),
    ];
  }

  function chainOf(invocation) {
    const all = [...invocations.values(), ...executions.values()]
      .filter((each) => each.chain === invocation.chain)
      .sort((a, b) => a.startedAt - b.startedAt);
    const item = (each) =>
      element(
        'li',
        {},
        `${time(each.startedAt)}  ${each.from ? `${each.from} → ` : ''}${each.function ?? each.machine}${each.error ? ' ✖' : ''}`,
      );
    const only = element(
      'button',
      {
        type: 'button',
        onclick: () => {
          chain = invocation.chain;
          showRows();
        },
      },
      'Show only this chain',
    );
    return [
      element('h3', {}, `Chain ${invocation.chain.slice(0, 8)}`),
      element('ol', {}, ...all.map(item)),
      only,
    ];
  }

  const problemOf = ({ error, problem }) =>
    error ? `${error.errorType}: ${String(error.errorMessage).slice(0, 160)}` : problem;

  function fillRow(row, invocation) {
    const isDone = invocation.durationMs !== undefined;
    const problem = problemOf(invocation);
    row.item.className = isDone ? (problem ? 'bad' : 'ok') : '';
    const mark = isDone ? (problem ? '✖' : '✔') : '…';
    const why = problem ? element('span', { class: 'why' }, ` ${problem}`) : undefined;
    const from = invocation.from ? `${invocation.trigger} ${invocation.from}` : invocation.trigger;
    const took = isDone ? `${invocation.durationMs} ms` : 'runs';
    row.summary.replaceChildren(
      ...[
        element('span', { class: 'mark' }, mark),
        element('strong', {}, invocation.function),
        element('span', { class: 'dim' }, `  ${from} · ${took} · ${time(invocation.startedAt)}`),
        why,
      ].filter(Boolean),
    );
    if (row.details.open) row.body.replaceChildren(...linesOf(invocation), ...chainOf(invocation));
  }

  function makeRow(invocation) {
    const summary = element('summary');
    const body = element('div');
    const details = element(
      'details',
      { ontoggle: () => fillRow(rows.get(invocation.id), invocations.get(invocation.id)) },
      summary,
      body,
    );
    const item = element('li', {}, details);
    const row = { item, details, summary, body };
    rows.set(invocation.id, row);
    byId('invocations').prepend(item);
    return row;
  }

  function isShown({ function: name, chain: own }) {
    const wanted = byId('filter').value;
    return (!wanted || wanted === name) && (!chain || chain === own);
  }

  function showRows() {
    for (const [id, { item }] of rows) item.hidden = !isShown(invocations.get(id));
    byId('all-chains').hidden = !chain;
    byId('none').hidden = invocations.size > 0;
  }

  function forgetOldest() {
    const [oldest] = rows.keys();
    rows.get(oldest).item.remove();
    rows.delete(oldest);
    invocations.delete(oldest);
  }

  function addInvocation(invocation) {
    invocations.set(invocation.id, invocation);
    const row = rows.get(invocation.id) ?? makeRow(invocation);
    fillRow(row, invocation);
    row.item.hidden = !isShown(invocation);
    byId('none').hidden = true;
    if (rows.size > MOST_ROWS) forgetOldest();
    light(nodes.get(invocation.function), invocation.error ? 'bad' : 'lit');
    if (invocation.durationMs !== undefined) refreshAll();
  }

  // State machines

  function addExecution(execution) {
    executions.set(execution.id, execution);
    light(nodes.get(execution.machine), execution.status === 'FAILED' ? 'bad' : 'lit');
    const items = [...executions.values()]
      .reverse()
      .slice(0, 20)
      .map((each) =>
        element(
          'li',
          { 'data-id': each.machine, tabindex: '-1' },
          element('strong', {}, each.machine),
          ` ${each.status} `,
          element('span', { class: 'dim' }, each.states.join(' → ')),
          each.output || each.error ? element('pre', {}, each.error ?? each.output) : undefined,
        ),
      );
    byId('executions').replaceChildren(...items);
  }

  // What is in queues, tables, buckets and mail

  const VIEWS = {
    queues: ({ ready, delayed, inFlight }) => [
      element(
        'p',
        { class: 'dim' },
        `${ready.length} wait, ${inFlight} in flight, ${delayed} delayed`,
      ),
      ...ready.map(({ body, receives }) =>
        element('pre', {}, `received ${receives} times\n${body}`),
      ),
    ],
    tables: ({ items }) =>
      items.length > 0
        ? items.map((item) => element('pre', {}, pretty(item)))
        : [element('p', { class: 'dim' }, 'empty')],
    buckets: ({ objects }) =>
      objects.length > 0
        ? objects.map(({ key, size }) => element('p', {}, `${key}  (${size} bytes)`))
        : [element('p', { class: 'dim' }, 'empty')],
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

  const refresh = (id) => {
    const holder = holders.get(id);
    if (holder) void fill(holder);
  };
  let waits;
  function refreshAll() {
    if (waits) return;
    waits = setTimeout(() => {
      waits = undefined;
      for (const holder of holders.values()) void fill(holder);
    }, 300);
  }

  function redriveButton(id) {
    const click = async (event) => {
      const { target } = event;
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

  // Send

  const target = () => byId('to').value.split('\n');

  function changeTarget() {
    const [kind, id] = target();
    const samples =
      kind === 'function' ? state.functions.find((each) => each.id === id).samples : [];
    byId('sample').replaceChildren(
      element('option', { value: '' }, 'none'),
      ...samples.map(({ name }) => element('option', { value: name }, name)),
    );
    byId('sample').disabled = samples.length === 0;
    byId('file').value = '';
    byId('body').disabled = false;
    for (const each of document.querySelectorAll('.of-bucket')) each.hidden = kind !== 'bucket';
  }

  async function takeSample() {
    const [, id] = target();
    const { text } = await post('sample', {
      function: id,
      event: byId('sample').value || undefined,
    });
    byId('body').value = JSON.stringify(JSON.parse(text), null, 2);
  }

  async function send() {
    const [kind, id] = target();
    const text = byId('body').value;
    if (kind === 'function') {
      const { outcome } = await post('invoke', { function: id, payload: JSON.parse(text) });
      return outcome.error
        ? `${outcome.error.errorType}: ${outcome.error.errorMessage}`
        : pretty(JSON.parse(outcome.result));
    }
    if (kind === 'bucket') {
      const [file] = byId('file').files;
      const bytes = file
        ? new Uint8Array(await file.arrayBuffer())
        : new TextEncoder().encode(text);
      const body = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      return pretty(await post('send', { to: id, key: byId('key').value, body }));
    }
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

  // The whole

  const options = (kind, ids) =>
    ids.map((id) => element('option', { value: `${kind}\n${id}` }, `${id} (${KINDS[kind]})`));

  function scheduleItem({ id, expression, timezone, isEnabled }) {
    const fire = (event) =>
      post('fire', { schedule: id }).then(
        () => light(nodes.get(id), 'lit'),
        (error) => {
          event.target.textContent = error.message;
        },
      );
    return element(
      'li',
      { 'data-id': id },
      `${id}  `,
      element(
        'span',
        { class: 'dim' },
        `${expression} ${timezone}${isEnabled ? '' : ', disabled'}  `,
      ),
      element('button', { type: 'button', onclick: fire }, 'Fire now'),
    );
  }

  const hideEmpty = () => {
    for (const [section, list] of [
      ['s-schedules', state.schedules],
      ['s-machines', state.machines],
      ['s-queues', state.queues],
      ['s-tables', state.tables],
      ['s-buckets', state.buckets],
      ['s-not', state.notEmulated],
    ])
      byId(section).hidden = list.length === 0;
    byId('s-mail').hidden = !state.hasMail;
  };

  function show() {
    byId('project').textContent = state.project;
    document.title = `${state.project} · lambda-gen dev`;
    byId('apis').replaceChildren(
      ...Object.entries(state.apis).map(([name, url]) =>
        element('li', {}, `${name} `, element('a', { href: url }, url)),
      ),
    );
    drawPicture(state.picture);
    const functions = state.functions.map(({ id }) => id);
    byId('filter').replaceChildren(
      element('option', { value: '' }, 'all functions'),
      ...functions.map((id) => element('option', { value: id }, id)),
    );
    byId('to').replaceChildren(
      ...options('function', functions),
      ...options(
        'queue',
        state.queues.map(({ id }) => id),
      ),
      ...options('topic', state.topics),
      ...options('bucket', state.buckets),
      ...options('machine', state.machines),
    );
    changeTarget();
    byId('schedules').replaceChildren(...state.schedules.map(scheduleItem));
    holders.clear();
    for (const kind of ['queues', 'tables', 'buckets', 'mail']) byId(kind).replaceChildren();
    for (const { id, isDead } of state.queues)
      addHolder(
        'queues',
        id,
        isDead ? `${id} · dead letters` : id,
        ...(isDead ? [redriveButton(id)] : []),
      );
    for (const id of state.tables) addHolder('tables', id, id);
    for (const id of state.buckets) addHolder('buckets', id, id);
    if (state.hasMail) addHolder('mail', 'mail', 'Sent');
    byId('not').replaceChildren(...state.notEmulated.map((text) => element('li', {}, text)));
    hideEmpty();
    for (const each of state.executions) addExecution(each);
    for (const each of state.invocations) addInvocation(each);
    showRows();
  }

  function followLive() {
    const live = new EventSource('/api/live');
    const on = (type, handle) =>
      live.addEventListener(type, ({ data }) => handle(JSON.parse(data)));
    live.addEventListener('open', () => {
      byId('status').textContent = 'Live';
    });
    live.addEventListener('error', () => {
      byId('status').textContent = 'dev does not answer';
    });
    on('invocation', addInvocation);
    on('execution', addExecution);
    on('pulse', pulse);
    on('reloaded', () => void open());
  }

  async function open() {
    state = await get('/api/state');
    show();
  }

  byId('filter').addEventListener('change', showRows);
  byId('all-chains').addEventListener('click', () => {
    chain = '';
    showRows();
  });
  byId('file').addEventListener('change', ({ target: { files } }) => {
    if (files[0]) byId('key').value = files[0].name;
    byId('body').disabled = files.length > 0;
  });
  byId('to').addEventListener('change', changeTarget);
  byId('sample').addEventListener('change', () => void takeSample());
  byId('send').addEventListener('submit', (event) => void submit(event));
  void open().then(followLive);
})();
