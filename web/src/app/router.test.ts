import { describe, expect, it } from 'vitest'
import { arriveAt } from '@/ui/arrival'
import { router } from './router'

const addHead = () => {
  const head = document.createElement('h1')
  head.tabIndex = -1
  return document.body.appendChild(head)
}

/* Nothing draws the pages here, so the router never says that it has come to the first one. */
describe('the head of a page', () => {
  it('takes the focus, even of somebody who leaves a first page that is still coming, but not the head of that first page', async () => {
    const [first, second, third] = [addHead(), addHead(), addHead()]
    await router.load()
    arriveAt(first)
    expect(document.activeElement).toBe(document.body)
    await router.navigate({ href: '/records/contacts' })
    arriveAt(second)
    expect(document.activeElement).toBe(second)
    await router.navigate({ href: '/records/contacts?q=Petrović' })
    arriveAt(third)
    expect(document.activeElement).toBe(second)
  })
})
