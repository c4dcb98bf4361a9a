/* GET, POST ...: a word with the colour of what it does. */
import styles from './explorer.module.css'

const COLOURS: Record<string, string> = { GET: 'var(--kam-quiet)', DELETE: 'var(--kam-bad)' }

export const Method = ({ name }: { name: string }) => (
  <span className={styles.method} style={{ color: COLOURS[name] ?? 'var(--kam-accent)' }}>
    {name}
  </span>
)
