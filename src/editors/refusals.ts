/** Reasons of editors, as they read behind "<file> was not changed: ". */
export const CANNOT_EXTEND = 'it is written in a way that cannot be extended safely';

export const hasTwice = (id: string) => `it has "${id}" more than once`;

export const NO_CONSTRUCTOR = 'the stack has no constructor';
