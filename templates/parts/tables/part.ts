import { definePart } from '../../../src/core/pattern.ts';

/** What operating tables takes. */
export default definePart({ id: 'tables', contribute: () => ({ files: [] }) });
