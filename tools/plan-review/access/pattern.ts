/** Longer ones are not compared: a policy may come from anyone. */
const MAX_LENGTH = 2000;

/**
 * Whether every text that fits one pattern fits another. In both `*` matches any characters and `?` one. Never true
 * where it is not so; where one star would have to be spread over several it may be false though it is so.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide === "*" || wide === narrow) return true;
  if (wide.length > MAX_LENGTH || narrow.length > MAX_LENGTH) return false;
  return match(wide, narrow, (w, n, fits) => {
    if (w === wide.length) return n === narrow.length;
    // A star takes in nothing, or the next character of the other pattern, be it a star as well.
    if (wide[w] === "*") return fits(w + 1, n) || (n < narrow.length && fits(w, n + 1));
    if (n === narrow.length || narrow[n] === "*") return false;
    return (wide[w] === "?" || wide[w] === narrow[n]) && fits(w + 1, n + 1);
  });
}

/** Whether some text may fit both patterns. */
export function patternsOverlap(one: string, other: string): boolean {
  if (one.length > MAX_LENGTH || other.length > MAX_LENGTH) return true;
  return match(one, other, (a, b, fits) => {
    if (one[a] === "*") return fits(a + 1, b) || (b < other.length && fits(a, b + 1));
    if (other[b] === "*") return fits(a, b + 1) || (a < one.length && fits(a + 1, b));
    if (a === one.length || b === other.length) return a === one.length && b === other.length;
    return (one[a] === other[b] || one[a] === "?" || other[b] === "?") && fits(a + 1, b + 1);
  });
}

type Fits = (one: number, other: number) => boolean;

/** Walks two patterns side by side and never goes the same way twice, so that no pattern takes long. */
function match(one: string, other: string, step: (one: number, other: number, fits: Fits) => boolean): boolean {
  // 0 where it has not been visited yet: a typed array, because a map of that many entries takes seconds.
  const known = new Uint8Array((one.length + 1) * (other.length + 1));
  const fits: Fits = (a, b) => {
    const key = a * (other.length + 1) + b;
    if (known[key] === 0) known[key] = step(a, b, fits) ? 2 : 1;
    return known[key] === 2;
  };
  return fits(0, 0);
}
