export { choice, text } from './core/options.ts';
export type {
  Context,
  Contribution,
  CostLine,
  Description,
  Diagram,
  FileSource,
  FunctionRow,
  Part,
  Pattern,
} from './core/pattern.ts';
export { definePart, definePattern } from './core/pattern.ts';
