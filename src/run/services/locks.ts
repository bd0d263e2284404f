/** Runs work on one thing after the other: in the order in which it is asked for. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.catch(() => {});
    this.#last.set(key, settled);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  /** Runs work that several things take part in: what else comes for one of them waits. */
  runAll<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const [first, ...rest] = keys.toSorted();
    return first === undefined ? work() : this.run(first, () => this.runAll(rest, work));
  }
}

/** Any number of calls at a time, or one transaction. */
export class Gate {
  #calls = 0;
  #transaction: Promise<void> | undefined;
  #empty: (() => void) | undefined;

  async call<T>(work: () => Promise<T>): Promise<T> {
    while (this.#transaction !== undefined) await this.#transaction;
    this.#calls += 1;
    try {
      return await work();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) this.#empty?.();
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    while (this.#transaction !== undefined) await this.#transaction;
    let release = () => {};
    this.#transaction = new Promise((resolve) => {
      release = resolve;
    });
    try {
      if (this.#calls > 0)
        await new Promise<void>((resolve) => {
          this.#empty = resolve;
        });
      return await work();
    } finally {
      this.#empty = undefined;
      this.#transaction = undefined;
      release();
    }
  }
}
