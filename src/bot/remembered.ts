/** A memory of bounded size: the oldest entry makes room for a new one. Knows nothing of what it keeps. */

export interface Remembered<T> {
  get(key: string): T | undefined;
  /** Setting a key again makes it the newest. */
  set(key: string, value: T): void;
  delete(key: string): void;
}

export function remembered<T>(most: number): Remembered<T> {
  const entries = new Map<string, T>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
  };
}
