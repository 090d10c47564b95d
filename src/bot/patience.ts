/** Asks again what a platform has put off. Knows no platform and no reason. */

/**
 * Waits out each pause, `leftMs` altogether; rejects as the last try did. `pauseOf`: what an error asks to wait, in ms;
 * undefined for one that waiting does not mend.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  leftMs: number,
  pauseOf: (error: unknown) => number | undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const pauseMs = pauseOf(error);
    if (pauseMs === undefined || pauseMs > leftMs) throw error;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return patiently(call, leftMs - pauseMs, pauseOf);
  }
}
