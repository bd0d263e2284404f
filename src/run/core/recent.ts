/** A map that forgets its oldest entries. */
export class Recent<V> {
  readonly #map = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  set(key: string, value: V): void {
    this.#map.set(key, value);
    if (this.#map.size > this.#most) this.#map.delete(this.#map.keys().next().value!);
  }

  get = (key: string) => this.#map.get(key);
  values = () => [...this.#map.values()];
}
