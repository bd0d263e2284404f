/** The number that accounts have locally, as in the emulators. */
export const ACCOUNT = '000000000000';
