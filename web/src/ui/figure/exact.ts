/* Sums of money that must agree to the last digit: decimals as whole millionths, never as floating point. */

const DIGITS = 6

export function microOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const micro = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(DIGITS, '0').slice(0, DIGITS))
  return amount.startsWith('-') ? -micro : micro
}

export function textOfMicro(micro: bigint): string {
  const positive = micro < 0n ? -micro : micro
  const fraction = String(positive % 1_000_000n).padStart(DIGITS, '0').replace(/0{1,4}$/, '')
  return `${micro < 0n ? '-' : ''}${positive / 1_000_000n}.${fraction}`
}

/** The sum of decimals, written with at least two digits of fraction. */
export const sumOf = (amounts: readonly string[]): string => textOfMicro(amounts.reduce((sum, amount) => sum + microOf(amount), 0n))
