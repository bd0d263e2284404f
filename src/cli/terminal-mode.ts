/**
 * Whether questions and output are lines alone, without colours, frames and movements of the cursor: for screen
 * readers, and for terminals that know nothing else.
 */
export const isPlainMode = (argv = process.argv, { TERM } = process.env): boolean =>
  TERM === 'dumb' || argv.includes('--plain') || argv.includes('--plain=true');
