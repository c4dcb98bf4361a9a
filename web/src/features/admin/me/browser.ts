/* What a browser calls itself, in two words: "Firefox, Windows". */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const wordIn = (agent: string, words: readonly [RegExp, string][]) => words.find(([pattern]) => pattern.test(agent))?.[1]

/** '' when it says nothing that we know. */
export const browserOf = (agent: string): string => [wordIn(agent, BROWSERS), wordIn(agent, SYSTEMS)].filter(Boolean).join(', ')
