export { stringWidth as default } from './text-width.cjs';
