import { type Node, parse, parseTree } from 'jsonc-parser';
import { recently } from '../../core/memo.ts';
import { withoutMark } from '../byte-order-mark.ts';

const OPTIONS = { allowTrailingComma: true } as const;

/** The data of a text, which may have comments and trailing commas: as much as can be read. */
export const jsonIn = (marked: string): unknown => parse(withoutMark(marked), [], OPTIONS);

/** An edit reads what the one before has made. */
export const parseJson = recently(3, (text) => parseTree(text, [], OPTIONS));

export const endOf = (node: Node) => node.offset + node.length;
export const keyOf = (property: Node) => property.children![0]!.value as string;
