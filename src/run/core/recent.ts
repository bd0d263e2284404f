export interface Limits<V> {
  readonly most: number;
  /** In all, in the unit of `sizeOf`. */
  readonly mostSize?: number;
  readonly sizeOf?: (value: V) => number;
}

/** A map that forgets its oldest entries, never its latest. */
export class Recent<V> {
  readonly #map = new Map<string, V>();
  readonly #limits: Required<Limits<V>>;
  #size = 0;

  constructor({ most, mostSize = Number.POSITIVE_INFINITY, sizeOf = () => 0 }: Limits<V>) {
    this.#limits = { most, mostSize, sizeOf };
  }

  set(key: string, value: V): void {
    const { most, mostSize, sizeOf } = this.#limits;
    const before = this.#map.get(key);
    this.#size += sizeOf(value) - (before === undefined ? 0 : sizeOf(before));
    this.#map.set(key, value);
    while (this.#map.size > 1 && (this.#map.size > most || this.#size > mostSize)) this.#forget();
  }

  #forget(): void {
    const [key, value] = this.#map.entries().next().value!;
    this.#map.delete(key);
    this.#size -= this.#limits.sizeOf(value);
  }

  get = (key: string) => this.#map.get(key);
  values = () => [...this.#map.values()];
}
