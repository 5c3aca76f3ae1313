/**
 * Flip points are sought among the numbers with two significant digits (1.0, 1.1 ... 9.9 times a power of ten): what
 * is found is what is said, and no rounding can move it to the other side.
 */
const PER_DECADE = 90

/** The k-th number with two significant digits, counted from 1. */
export const latticeValue = (k: number): number => {
  const decade = Math.floor(k / PER_DECADE)
  return Number(`${10 + (k - decade * PER_DECADE)}e${decade - 1}`)
}

/** Index of the largest such number that is not above x (x >= 1). */
export function latticeBelow(x: number): number {
  let low = 0
  let high = PER_DECADE * 15
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (latticeValue(middle) <= x) low = middle
    else high = middle
  }
  return low
}

/**
 * The first number with two digits, going from index `from` towards index `to`, at which `changed` holds. Looks in
 * steps of half a decade and then halves; null where nothing changes. `changed(from)` is taken as false.
 */
export function firstChange(from: number, to: number, changed: (value: number) => boolean): number | null {
  const step = to > from ? PER_DECADE / 2 : -PER_DECADE / 2
  let same = from
  while (same !== to) {
    let next = same + step
    if (step > 0 ? next > to : next < to) next = to
    if (changed(latticeValue(next))) {
      let other = next
      while (Math.abs(other - same) > 1) {
        const middle = Math.trunc((same + other) / 2)
        if (changed(latticeValue(middle))) other = middle
        else same = middle
      }
      return latticeValue(other)
    }
    same = next
  }
  return null
}
