import { describe, expect, it } from 'vitest'
import { chaptersOf, exampleOf, flatten, operationsOf, searchOperations, typeWords, type Document } from './document'

const doc: Document = {
  paths: {
    '/api/v1/tags': {
      get: {
        summary: 'List tags',
        tags: ['tags'],
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/tag' } } } } },
      },
      post: {
        summary: 'Add a tag',
        tags: ['tags'],
        'x-permission': 'master_write',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/tag_create' } } } },
        responses: { 201: { description: 'Made' } },
      },
    },
    '/api/v1/about': { get: { summary: 'About', tags: ['about'], responses: {} } },
  },
  components: {
    schemas: {
      tag: {
        type: 'object',
        properties: {
          id: { type: 'string', pattern: '^[1-9][0-9]{0,18}$', readOnly: true },
          name: { type: 'string' },
          more: { $ref: '#/components/schemas/tag' },
        },
      },
      tag_create: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, colour: { type: ['string', 'null'] } } },
      both: {
        allOf: [{ $ref: '#/components/schemas/tag_create' }, { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }],
      },
    },
  },
}

describe('the description of the API', () => {
  it('is operations in chapters, found by all words', () => {
    const operations = operationsOf(doc)
    expect(chaptersOf(operations).map(([name, { length }]) => [name, length])).toEqual([
      ['about', 1],
      ['tags', 2],
    ])
    expect(searchOperations(operations, 'TAGS master').map(({ id }) => id)).toEqual(['POST /api/v1/tags'])
    expect(searchOperations(operations, '')).toHaveLength(3)
  })

  it('says what a value is', () => {
    const schemas = doc.components.schemas
    expect(typeWords(doc, { type: 'array', items: { $ref: '#/components/schemas/tag' } })).toBe('[tag]')
    expect(typeWords(doc, schemas.tag_create?.properties?.colour ?? {})).toBe('string | null')
    expect(typeWords(doc, { type: 'string', format: 'date' })).toBe('date')
    expect(flatten(doc, { $ref: '#/components/schemas/both' }).required).toEqual(['name', 'n'])
  })

  it('makes examples that end, and bodies of what is required', () => {
    expect(exampleOf(doc, { $ref: '#/components/schemas/tag_create' }, true)).toEqual({ name: '…' })
    expect(exampleOf(doc, { $ref: '#/components/schemas/both' }, true)).toEqual({ name: '…', n: 1 })
    expect(JSON.stringify(exampleOf(doc, { $ref: '#/components/schemas/tag' }))).toMatch(
      /^\{"id":"456810624376025626","name":"…","more":\{.*\{\}\}+$/,
    )
  })
})
