/* What axe finds on a page: nothing, or the story fails. */
import { readAxe } from './packages.mjs'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const describeNode = ({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary.replaceAll('\n', '\n    ')}`
const describe = ({ id, help, nodes }) => `${id} (${help}):\n${nodes.slice(0, 5).map(describeNode).join('\n')}`

/**
 * Fail when axe finds anything on the page as it stands: WCAG 2.2 up to AA, targets of 24 pixels too.
 * `within` is a selector of the part to look at.
 */
export async function assertAccessible(page, { within } = {}) {
  await page.evaluate(readAxe())
  const { violations } = await page.evaluate(
    ([tags, part]) =>
      globalThis.axe.run(part ?? document, {
        runOnly: { type: 'tag', values: tags },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
      }),
    [TAGS, within],
  )
  if (violations.length > 0) throw new Error(`axe finds on ${new URL(page.url()).pathname}:\n${violations.map(describe).join('\n')}`)
}
