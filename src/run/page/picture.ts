import type { NodeKind, Picture, PictureEdge, PictureNode } from './picture-model.ts';

/** A node with its place in the picture, in pixels. */
export interface DrawnNode extends PictureNode {
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge extends PictureEdge {
  /** An SVG path. */
  readonly path: string;
}

export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

const NODE_WIDTH = 172;
const NODE_HEIGHT = 40;
const GAP_X = 76;
const GAP_Y = 14;
const MARGIN = 12;

/** What usually comes first when nothing says otherwise. */
const FIRST: ReadonlySet<NodeKind> = new Set(['api', 'schedule', 'rule', 'pool']);

/** How far each node is from where events begin; cycles end where they were entered. */
function columnsOf({ nodes, edges }: Picture): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const next = groups(edges);
  const place = (id: string, column: number, above: ReadonlySet<string>): void => {
    if (above.has(id) || (columns.get(id) ?? -1) >= column) return;
    columns.set(id, column);
    const way = new Set([...above, id]);
    for (const { to } of next.get(id) ?? []) place(to, column + 1, way);
  };
  const targets = new Set(edges.map(({ to }) => to));
  for (const { id, kind } of nodes)
    if (FIRST.has(kind) || !targets.has(id)) place(id, 0, new Set());
  for (const { id } of nodes) if (!columns.has(id)) place(id, 0, new Set());
  return columns;
}

function groups(edges: readonly PictureEdge[]): ReadonlyMap<string, PictureEdge[]> {
  const found = new Map<string, PictureEdge[]>();
  for (const edge of edges) found.set(edge.from, [...(found.get(edge.from) ?? []), edge]);
  return found;
}

/** Nodes in columns, each at the average height of the nodes that lead to it. */
function placed(picture: Picture): readonly DrawnNode[] {
  const columns = columnsOf(picture);
  const count = Math.max(0, ...columns.values()) + 1;
  const rows = new Map<string, number>();
  const drawn: DrawnNode[] = [];
  for (let column = 0; column < count; column += 1) {
    const own = picture.nodes.filter(({ id }) => columns.get(id) === column);
    const heightOf = ({ id }: PictureNode) => {
      const from = picture.edges
        .filter(({ to }) => to === id)
        .flatMap((edge) => rows.get(edge.from) ?? []);
      return from.length > 0 ? from.reduce((sum, row) => sum + row, 0) / from.length : 1e6;
    };
    const sorted = column === 0 ? own : own.toSorted((a, b) => heightOf(a) - heightOf(b));
    let row = 0;
    for (const node of sorted) {
      const wanted = column === 0 ? row : Math.min(heightOf(node), 1e5);
      row = column === 0 || wanted === 1e5 ? row : Math.max(row, Math.floor(wanted));
      rows.set(node.id, row);
      drawn.push({
        ...node,
        x: MARGIN + column * (NODE_WIDTH + GAP_X),
        y: MARGIN + row * (NODE_HEIGHT + GAP_Y),
      });
      row += 1;
    }
  }
  return drawn;
}

function pathBetween(from: DrawnNode, to: DrawnNode): string {
  const isBack = to.x <= from.x;
  const [x1, y1] = [from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2];
  const [x2, y2] = isBack
    ? [to.x + NODE_WIDTH, to.y + NODE_HEIGHT / 2]
    : [to.x, to.y + NODE_HEIGHT / 2];
  const bend = GAP_X / 2;
  const end = isBack ? x2 + bend : x2 - bend;
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${end} ${y2} ${x2} ${y2}`;
}

/** Places the nodes of a picture and draws its arrows: from where events begin, on the left, to where they end. */
export function drawn(picture: Picture): Drawn {
  const nodes = placed(picture);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = picture.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from && to ? [{ ...edge, path: pathBetween(from, to) }] : [];
  });
  return {
    width: Math.max(0, ...nodes.map(({ x }) => x)) + NODE_WIDTH + GAP_X / 2,
    height: Math.max(0, ...nodes.map(({ y }) => y)) + NODE_HEIGHT + MARGIN,
    nodes,
    edges,
  };
}
