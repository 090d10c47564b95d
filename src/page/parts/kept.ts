/** The few choices a browser remembers between visits. A browser that keeps nothing is no error. */

const prefix = 'hostline.';

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Private windows may refuse: the choice then holds for this visit.
  }
}
