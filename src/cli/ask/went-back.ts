import { Cancelled } from '../../core/errors.ts';

/** The user went back from a question: who asked the one before asks that again; where there was none, the command ends. */
export class WentBack extends Cancelled {}
