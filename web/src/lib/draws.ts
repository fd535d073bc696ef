// Shares of draws in words and dots. The words are those of `numbers::share` in crates/method: tests of both read one list of examples.

/** Fewer draws than this are few. */
export const FEW_DRAWS = 100

/** From so many draws on, "in every draw" may be said. */
export const EVERY_DRAWS = 1000

/** Dots that stand for all draws. */
export const DOTS = 20

/** A share of few draws: how many of how many; parts of draws where several best answers share one. */
function counted(share: number, draws: number): string {
  const count = share * draws
  const whole = Math.abs(count - Math.round(count)) < 1e-6
  return `in ${whole ? Math.round(count) : count.toFixed(1)} of ${draws} draws`
}

/** A share of the draws in words. It is no likelihood: it tells how far a result survives the doubt put into the estimates. */
export function share(share: number, draws: number): string {
  if (draws < FEW_DRAWS) return counted(share, draws)
  const hundredths = Math.round(100 * share)
  if (share === 1) return draws >= EVERY_DRAWS ? 'in every draw' : `in all ${draws} draws`
  if (share === 0) return 'in no draw'
  if (hundredths === 100) return 'in all but a few of the draws'
  if (hundredths === 0) return 'in hardly any draw'
  return `in ${hundredths} of 100 draws`
}

/** How many of the twenty dots are full: all for every draw alone, none for no draw alone. */
export function dots(share: number): number {
  if (share >= 1) return DOTS
  if (share <= 0) return 0
  return Math.min(DOTS - 1, Math.max(1, Math.round(DOTS * share)))
}
