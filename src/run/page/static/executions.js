import { byId, element } from './element.js';
import { lightNode } from './picture.js';

const MOST_SHOWN = 20;

/** The executions of state machines, by id. */
export const executions = new Map();

const itemOf = ({ machine, status, states, output, error }) =>
  element(
    'li',
    { 'data-id': machine, tabindex: '-1' },
    element('strong', {}, machine),
    ` ${status} `,
    element('span', { class: 'dim' }, states.join(' → ')),
    output || error ? element('pre', {}, error ?? output) : undefined,
  );

export function addExecution(execution) {
  executions.set(execution.id, execution);
  lightNode(execution.machine, execution.status === 'FAILED' ? 'bad' : 'lit');
  const latest = [...executions.values()].reverse().slice(0, MOST_SHOWN);
  byId('executions').replaceChildren(...latest.map(itemOf));
}
