import { element, pretty } from './element.js';

const time = (ms) => new Date(ms).toLocaleTimeString();

/** A line of JSON, as loggers write them, over several lines. */
function logText(line) {
  try {
    return line.startsWith('{') ? pretty(JSON.parse(line)) : line;
  } catch {
    return line;
  }
}

const part = (title, value) =>
  value === undefined ? [] : [element('h3', {}, title), element('pre', {}, pretty(value))];

const linesOf = ({ result, error, logs, event }) => [
  ...part(error ? 'Error' : 'Result', error ?? result),
  ...(logs && logs.length > 0 ? part('Log', logs.map(logText).join('\n')) : []),
  ...part('Event', event),
];

const linkText = ({ startedAt, from, function: name, machine, error }) =>
  `${time(startedAt)}  ${from ? `${from} → ` : ''}${name ?? machine}${error ? ' ✖' : ''}`;

const chainOf = ({ chain }, links, showOnly) => [
  element('h3', {}, `Chain ${chain.slice(0, 8)}`),
  element('ol', {}, ...links.map((each) => element('li', {}, linkText(each)))),
  element('button', { type: 'button', onclick: showOnly }, 'Show only this chain'),
];

/** What is shown of an invocation once its row is open; `links` are all of its chain. */
export const detailsOf = (invocation, links, showOnly) => [
  ...linesOf(invocation),
  ...chainOf(invocation, links, showOnly),
];

const problemOf = ({ error, problem }) =>
  error ? `${error.errorType}: ${String(error.errorMessage).slice(0, 160)}` : problem;

const MARKS = { ok: '✔', bad: '✖', '': '…' };

/** The line of an invocation, and how it ended: `ok`, `bad`, or nothing while it runs. */
export function summaryOf(invocation) {
  const { durationMs, trigger, from, startedAt } = invocation;
  const isDone = durationMs !== undefined;
  const problem = problemOf(invocation);
  const ended = isDone ? (problem ? 'bad' : 'ok') : '';
  const source = from ? `${trigger} ${from}` : trigger;
  const took = isDone ? `${durationMs} ms` : 'runs';
  const line = [
    element('span', { class: 'mark' }, MARKS[ended]),
    element('strong', {}, invocation.function),
    element('span', { class: 'dim' }, `  ${source} · ${took} · ${time(startedAt)}`),
    ...(problem ? [element('span', { class: 'why' }, ` ${problem}`)] : []),
  ];
  return { ended, line };
}
