/* The look of the page: one accent, quiet greys, dense where people compare. Colours of meaning (good, bad, actual, forecast) are
 * variables in styles.css, for light and dark. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

/* Petrol. White on shade 7, the colour of buttons, and shade 4 as text on dark reach 4.5:1. */
const stone: MantineColorsTuple = [
  '#e7f5f6',
  '#d3e8ea',
  '#a6d1d4',
  '#74b8be',
  '#4ca3aa',
  '#31969d',
  '#1f8289',
  '#0b6e75',
  '#075b61',
  '#00474c',
]

/* Red and amber in the hues of --kam-bad and --kam-warn: their shade 7 is read on white and on its own wash, shade 2 on dark. */
const red: MantineColorsTuple = [
  '#fbe9e7',
  '#f9d2ce',
  '#f4b4ae',
  '#f28b82',
  '#e6685d',
  '#d64a3e',
  '#c5362b',
  '#b3261e',
  '#931c16',
  '#74130f',
]
const amber: MantineColorsTuple = [
  '#fdf3dc',
  '#fae6b8',
  '#f3d283',
  '#e6b450',
  '#c9922a',
  '#ab7712',
  '#9a6706',
  '#8a5a00',
  '#6f4800',
  '#553700',
]

export const theme = createTheme({
  primaryColor: 'stone',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { stone, red, yellow: amber },
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
    // The head of a dialogue is not that of the page, which is what a <header> says outside an article.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
})
