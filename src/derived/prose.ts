import Handlebars from 'handlebars';
import type { RenderProse } from '../core/ports.ts';

const engine = Handlebars.create();
engine.registerHelper('eq', (a: unknown, b: unknown) => a === b);

export const renderProse: RenderProse = (template, data) =>
  engine.compile(template, { strict: true, noEscape: true })(data);
