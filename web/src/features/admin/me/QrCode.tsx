/* A text as a picture that a telephone's camera reads: black on white in either theme, as cameras expect. */
import { useMemo } from 'react'
import { encode } from 'uqr'

const PIXELS = 4

/* One path for all black cells: a stroke a row. */
const pathOf = (cells: boolean[][]) => cells.flatMap((row, y) => row.map((isBlack, x) => (isBlack ? `M${x} ${y}h1v1h-1z` : ''))).join('')

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = useMemo(() => encode(text, { ecc: 'M', border: 3 }), [text])

  return (
    <svg
      role="img"
      aria-label={label}
      width={size * PIXELS}
      height={size * PIXELS}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(data)} fill="#000" />
    </svg>
  )
}
