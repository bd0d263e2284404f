import { Cancelled } from '../../core/errors.ts';

/** The user went back from a question: the caller asks its previous question again; without one, the command ends. */
export class WentBack extends Cancelled {}
