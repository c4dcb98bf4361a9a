/* Editors of references: records of another type, looked for while one types. */
import { Loader, MultiSelect, Select, Text, type ComboboxItem } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findRecords, useRecordName, type Named } from '@/api/names'
import { getRecord, recordKeys, recordType, titleOf } from '@/api/records'
import { asText, frameOf, orNull, type EditorProps } from './frame'

interface Option extends ComboboxItem {
  detail?: string
}

const optionOf = ({ id, name, detail }: Named): Option => ({ value: id, label: name, detail })

/* What is chosen stays among the options, so that it has its name; the server decides what is found. */
const withChosen = (chosen: Option[], found: Option[]) => [
  ...found,
  ...chosen.filter(({ value }) => !found.some((one) => one.value === value)),
]

function OptionRow({ option }: { option: Option }) {
  return (
    <div>
      <Text size="sm">{option.label}</Text>
      {option.detail && (
        <Text size="xs" c="dimmed">
          {option.detail}
        </Text>
      )}
    </div>
  )
}

/* What is found for the words typed; asked only once the list was opened. */
function useFound(type: string, words: string, narrow: Record<string, string> | undefined, wanted: boolean) {
  const [settled] = useDebouncedValue(words, 120)
  const { data, isFetching } = useQuery({
    queryKey: [...recordKeys.type(type), 'find', settled, narrow],
    queryFn: ({ signal }) => findRecords(type, settled, narrow, signal),
    placeholderData: keepPreviousData,
    enabled: wanted,
  })
  return { found: (data ?? []).map(optionOf), isFetching: wanted && isFetching }
}

export function ReferenceEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  const type = props.field.to ?? ''
  const value = orNull(asText(props.value))
  const [opened, setOpened] = useState(false)
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<Option | null>(null)
  const known = picked?.value === value ? picked : null
  const name = useRecordName(type, known ? null : value)
  const chosen = value === null ? [] : [known ?? { value, label: name ?? '…' }]
  // While the name of the choice stands in the field, nothing is looked for yet.
  const isSearch = words !== chosen[0]?.label
  const { found, isFetching } = useFound(type, isSearch ? words : '', props.narrow, opened)

  return (
    <Select
      {...frameOf(props)}
      data={withChosen(chosen, found)}
      searchable
      clearable={!props.field.required && !props.readOnly}
      clearButtonProps={{ 'aria-label': t('clear') }}
      filter={({ options }) => options}
      renderOption={({ option }) => <OptionRow option={option} />}
      rightSection={isFetching ? <Loader size={14} /> : undefined}
      nothingFoundMessage={isFetching ? t('searching') : t('nothing_found')}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onSearchChange={setWords}
      searchValue={words}
      allowDeselect={false}
      value={value}
      onChange={(id, option) => {
        setPicked(option ?? null)
        setWords(option?.label ?? '')
        props.onChange(id)
      }}
    />
  )
}

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

export function ReferencesEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  const type = props.field.to ?? ''
  const ids = idsOf(props.value)
  const [opened, setOpened] = useState(false)
  const [words, setWords] = useState('')
  const { found, isFetching } = useFound(type, words, props.narrow, opened)
  const chosen = useQueries({
    queries: ids.map((id) => ({
      queryKey: recordKeys.part(type, id, 'name'),
      queryFn: async () => titleOf(recordType(type), await getRecord(type, id)),
    })),
    combine: (results) =>
      results.map(({ data }, i) => ({ value: ids[i] ?? '', label: data ?? found.find(({ value }) => value === ids[i])?.label ?? '…' })),
  })

  return (
    <MultiSelect
      {...frameOf(props)}
      data={withChosen(chosen, found)}
      searchable
      hidePickedOptions
      filter={({ options }) => options}
      renderOption={({ option }) => <OptionRow option={option} />}
      rightSection={isFetching ? <Loader size={14} /> : undefined}
      nothingFoundMessage={isFetching ? t('searching') : t('nothing_found')}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onSearchChange={setWords}
      searchValue={words}
      value={ids}
      onChange={props.onChange}
    />
  )
}
