import type { DiagramEdge, DiagramNode } from '../core/pattern.ts';
import type { Described } from '../core/ports.ts';

/** Mermaid's brackets for each kind of node. */
const SHAPES = {
  function: ['[', ']'],
  store: ['[(', ')]'],
  queue: ['[/', '/]'],
  service: ['([', '])'],
  client: ['((', '))'],
} as const;

function drawNode(prefix: string, { id, label, shape = 'service' }: DiagramNode): string {
  const [open, close] = SHAPES[shape];
  return `${prefix}_${id}${open}"${label}"${close}`;
}

function drawEdge(prefix: string, { from, to, label, dashed }: DiagramEdge): string {
  const arrow = dashed ? '-.->' : '-->';
  return `${prefix}_${from} ${arrow}${label ? `|${label}|` : ''} ${prefix}_${to}`;
}

function drawInstance({ name, description: { diagram } }: Described): string[] {
  const id = name.camel;
  const nodes = diagram.nodes.map((node) => `    ${drawNode(id, node)}`);
  const edges = diagram.edges.map((edge) => `  ${drawEdge(id, edge)}`);
  return [`  subgraph ${id}["${name.kebab}"]`, ...nodes, '  end', ...edges];
}

const isDrawn = ({ description: { diagram } }: Described) => diagram.nodes.length > 0;

/** The architecture as a mermaid flow chart, one subgraph an instance. */
export const architecture = (instances: readonly Described[]) =>
  ['```mermaid', 'flowchart LR', ...instances.filter(isDrawn).flatMap(drawInstance), '```'].join(
    '\n',
  );
