export { wrapAnsi, wrapAnsi as default } from './text-width.cjs';
