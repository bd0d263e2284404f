import { text } from '../../src/core/options.ts';

/** Longest text, in characters, with which every line of code that holds it still fits. */
export const LINE = 72;

/** A whole number with a default. */
export const whole = (description: string, standard: number, min: number, max: number) =>
  text(description, String(standard), (value) =>
    /^(0|[1-9]\d*)$/.test(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `it is a whole number from ${min} to ${max}`,
  );

/** An existing resource of the stack; empty for a new one. */
export const existing = (description: string) =>
  text(description, '', (value) =>
    /^([A-Za-z_$][\w$./:-]*)?$/.test(value)
      ? undefined
      : 'it is the logical id (SAM), or the variable or construct id (CDK), of a resource of the stack',
  );
