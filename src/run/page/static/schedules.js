import { byId, element } from './element.js';
import { lightNode } from './picture.js';
import { post } from './server.js';

async function fire(id, button) {
  try {
    await post('fire', { schedule: id });
    lightNode(id, 'lit');
  } catch (error) {
    button.textContent = error.message;
  }
}

const itemOf = ({ id, expression, timezone, isEnabled }) =>
  element(
    'li',
    { 'data-id': id },
    `${id}  `,
    element(
      'span',
      { class: 'dim' },
      `${expression} ${timezone}${isEnabled ? '' : ', disabled'}  `,
    ),
    element(
      'button',
      { type: 'button', onclick: ({ target }) => void fire(id, target) },
      'Fire now',
    ),
  );

export const showSchedules = (schedules) =>
  byId('schedules').replaceChildren(...schedules.map(itemOf));
