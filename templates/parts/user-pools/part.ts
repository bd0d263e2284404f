import { definePart } from '../../../src/core/pattern.ts';

/** What operating user pools takes. */
export default definePart({ id: 'user-pools', contribute: () => ({ files: [] }) });
