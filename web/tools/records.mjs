/* What forms and tables need to know of each type of record, taken from the description of the API. */

const FLAGS = { required: 'x-kamen-required', fixed: 'x-kamen-fixed', unique: 'x-kamen-unique', searchable: 'x-kamen-searchable' }
const BOUNDS = { min: 'minimum', max: 'maximum', max_length: 'maxLength', pattern: 'pattern' }

const describeChoices = (schema) =>
  schema['x-enum-labels'] ? { choices: Object.entries(schema['x-enum-labels']).map(([value, label]) => ({ value, label })) } : {}

export function describeField(name, schema, create = {}) {
  const [kind, label] = [schema['x-kamen-kind'], schema['x-kamen-label']]
  const field = { name, kind, label, class: schema['x-field-class'], ...describeChoices(schema) }
  if (schema['x-kamen-to']) field.to = schema['x-kamen-to']
  if (schema['x-kamen-hint']) field.hint = schema['x-kamen-hint']
  const start = schema['x-kamen-default'] ?? create.default
  if (start !== undefined) field.default = start
  if (schema.readOnly) field.computed = true
  for (const [word, key] of Object.entries(FLAGS)) if (schema[key]) field[word] = true
  for (const [word, key] of Object.entries(BOUNDS)) if (schema[key] !== undefined && !schema['x-kamen-to']) field[word] = schema[key]
  return field
}

const describeType = (name, schema, paths, create) => ({
  name,
  plural: schema['x-kamen-plural'],
  label: schema['x-kamen-label'],
  plural_label: schema['x-kamen-plural-label'] ?? null,
  title: schema['x-kamen-title'] ?? null,
  state: schema['x-kamen-state'] ?? null,
  transitions: schema['x-kamen-transitions'] ?? [],
  read: paths[`/api/v1/${schema['x-kamen-plural']}`]?.get?.['x-permission'] ?? null,
  write: paths[`/api/v1/${schema['x-kamen-plural']}`]?.post?.['x-permission'] ?? null,
  fields: Object.entries(schema.properties)
    .filter(([, field]) => field['x-kamen-kind'])
    .map(([field, value]) => describeField(field, value, create?.properties[field])),
})

export function describeRecords(description) {
  return Object.fromEntries(
    Object.entries(description.components.schemas)
      .filter(([, schema]) => schema['x-kamen-plural'])
      .map(([name, schema]) => [name, describeType(name, schema, description.paths, description.components.schemas[`${name}_create`])]),
  )
}
