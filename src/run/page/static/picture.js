import { byId, element } from './element.js';
import { KINDS } from './kinds.js';

const LIT_MS = 900;

const nodes = new Map();
const edges = new Map();
const lit = new Map();

/** What makes it a button, for a mouse and for a keyboard. */
const asButton = (press) => ({
  tabindex: '0',
  role: 'button',
  onclick: press,
  onkeydown: (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  },
});

function nodeElement({ id, kind, x, y }, open) {
  const label = id.length > 23 ? `…${id.slice(-22)}` : id;
  return element(
    'svg:g',
    {
      class: `node ${kind}`,
      transform: `translate(${x} ${y})`,
      'aria-label': `${id}, ${KINDS[kind]}`,
      ...asButton(() => open(id, kind)),
    },
    element('svg:title', {}, id),
    element('svg:rect', { width: 172, height: 40, rx: 6 }),
    element('svg:text', { x: 9, y: 17 }, label),
    element('svg:text', { x: 9, y: 32, class: 'kind' }, KINDS[kind]),
  );
}

/** Draws all nodes and the ways between them; `open` gets the node that is pressed. */
export function drawPicture({ width, height, nodes: all, edges: ways }, open) {
  const svg = element('svg:svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  for (const way of ways) {
    const path = element('svg:path', { d: way.path, class: `edge ${way.kind}` });
    edges.set(`${way.from}\n${way.to}`, path);
    svg.append(path);
  }
  for (const node of all) {
    const group = nodeElement(node, open);
    nodes.set(node.id, group);
    svg.append(group);
  }
  byId('picture').replaceChildren(svg);
}

function light(shape, name) {
  if (!shape) return;
  shape.classList.add(name);
  clearTimeout(lit.get(shape));
  lit.set(
    shape,
    setTimeout(() => shape.classList.remove('lit', 'bad'), LIT_MS),
  );
}

/** Lights a node for a moment: `lit`, or `bad` where something failed. */
export const lightNode = (id, name) => light(nodes.get(id), name);

export const lightWay = (from, to) => light(edges.get(`${from}\n${to}`), 'lit');
