/* The look of the page: one accent, quiet greys, dense where people compare. Colours of meaning (good, bad, actual, forecast) are
 * variables in styles.css, for light and dark. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

/* Petrol. White on shade 7, the colour of buttons, and shade 4 as text on dark reach 4.5:1. */
const stone: MantineColorsTuple = [
  '#e7f5f6', '#d3e8ea', '#a6d1d4', '#74b8be', '#4ca3aa', '#31969d', '#1f8289', '#0b6e75', '#075b61', '#00474c',
]

export const theme = createTheme({
  primaryColor: 'stone',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { stone },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Anchor: { defaultProps: { underline: 'hover' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, closeButtonProps: { size: 28 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 }, position: 'right', closeButtonProps: { size: 28 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
})
