import { readFileSync } from 'node:fs';

const CHECK_MS = 100;
const PAGE_BYTES = 4096;
const MB = 1024 * 1024;

/** Memory of a process in bytes, where the system has it in a file; undefined elsewhere. */
function residentBytes(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return undefined;
  }
}

/** Calls `onOver` when a process has more memory than it may; returns what ends the watch. */
export function limitMemory(pid: number, mostMb: number, onOver: () => void): () => void {
  const timer = setInterval(() => {
    if ((residentBytes(pid) ?? 0) > mostMb * MB) onOver();
  }, CHECK_MS);
  return () => clearInterval(timer);
}
