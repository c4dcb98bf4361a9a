import { describe, expect, it } from 'vitest'
import type { Operation } from './document'
import { curlOf, headersOf, missingIn, targetOf } from './request'

const operation: Operation = {
  id: 'PATCH /api/v1/tags/{id}',
  method: 'PATCH',
  path: '/api/v1/tags/{id}',
  chapter: 'tags',
  summary: '',
  permission: 'master_write',
  parameters: [
    { name: 'id', in: 'path', required: true },
    { name: 'select', in: 'query' },
    { name: 'If-Match', in: 'header' },
  ],
  bodyType: 'application/json',
  body: {},
  answers: [],
}

describe('a request', () => {
  it('fills in path, query and headers, and says what is missing', () => {
    const filled = { values: { 'path.id': '1/2', 'query.select': 'id,name', 'header.If-Match': '"3"' }, body: '' }
    expect(targetOf(operation, filled)).toBe('/api/v1/tags/1%2F2?select=id%2Cname')
    expect(headersOf(operation, filled)).toEqual({ 'If-Match': '"3"' })
    expect(missingIn(operation, { values: {}, body: '' })).toEqual(['id'])
    expect(targetOf(operation, { values: {}, body: '' })).toBe('/api/v1/tags/{id}')
  })

  it('is a line for a shell that no value breaks out of', () => {
    const line = curlOf(operation, { values: { 'path.id': '1' }, body: `{"name":"O'Hara $(rm)"}` }, 'https://kamen.firma.rs')
    expect(line.split(' \\\n  ')).toEqual([
      'curl',
      '-X PATCH',
      `'https://kamen.firma.rs/api/v1/tags/1'`,
      `-H 'Authorization: Bearer '"$KAMEN_TOKEN"`,
      `-H 'Content-Type: application/json'`,
      `-d '{"name":"O'\\''Hara $(rm)"}'`,
    ])
  })
})
