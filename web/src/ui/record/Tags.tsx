/* The tags of a record: seen, taken off, added from those that there are. */
import { ActionIcon, Badge, Combobox, Group, useCombobox } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { extraKey, setTag, tagsOf, type Subject, type Tag } from '@/api/extras'
import { createRecord, listRecords, recordKeys, recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { showNotice, showProblem } from './notices'

function useTags(subject: Subject) {
  const { t } = useTranslation('record')
  const cache = useQueryClient()
  const key = extraKey(subject, 'tags')
  const { data } = useQuery({ queryKey: key, queryFn: () => tagsOf(subject) })
  const refresh = () => cache.invalidateQueries({ queryKey: recordKeys.type(subject.type) })
  const put = async (tag: Tag, on: boolean) => {
    await setTag(subject, tag.id, on)
    await refresh()
  }
  const { mutate } = useMutation({
    mutationFn: ({ tag, on }: { tag: Tag; on: boolean }) => put(tag, on),
    onSuccess: (_, { tag, on }) =>
      showNotice({
        message: t(on ? 'tags.added' : 'tags.removed', { tag: tag.name }),
        undo: { label: t('common:actions.undo'), run: () => put(tag, !on) },
      }),
    onError: (error) => showProblem(t('tags.failed'), error),
  })
  return { tags: data ?? [], change: (tag: Tag, on: boolean) => mutate({ tag, on }) }
}

export function Tags({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const { tags, change } = useTags(subject)
  const mayTag = mayDo(session, recordType(subject.type).write)

  if (!mayTag && tags.length === 0) return null
  return (
    <Group gap={6} component="ul" p={0} m={0} aria-label={t('tags.title')}>
      {tags.map((tag) => (
        <Badge
          key={tag.id}
          component="li"
          variant="outline"
          tt="none"
          fw={500}
          size="lg"
          color="gray"
          leftSection={<Dot colour={tag.colour} />}
          rightSection={
            mayTag && (
              <ActionIcon
                size={24}
                radius="xl"
                className="kam-no-print"
                aria-label={t('tags.remove', { tag: tag.name })}
                onClick={() => change(tag, false)}
              >
                <IconX size={12} />
              </ActionIcon>
            )
          }
        >
          {tag.name}
        </Badge>
      ))}
      {mayTag && (
        <li style={{ listStyle: 'none' }} className="kam-no-print">
          <AddTag there={tags} onAdd={(tag) => change(tag, true)} />
        </li>
      )}
    </Group>
  )
}

const Dot = ({ colour }: { colour: string }) => (
  <span aria-hidden style={{ width: 10, height: 10, borderRadius: 5, background: colour, display: 'inline-block' }} />
)

function AddTag({ there, onAdd }: { there: Tag[]; onAdd: (tag: Tag) => void }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const cache = useQueryClient()
  const [words, setWords] = useState('')
  const combobox = useCombobox({ onDropdownOpen: () => combobox.focusSearchInput(), onDropdownClose: () => setWords('') })
  const { data } = useQuery({
    queryKey: recordKeys.list('tag', { order: 'name', limit: 500 }),
    queryFn: () => listRecords('tag', { order: 'name', limit: 500 }),
    enabled: combobox.dropdownOpened,
  })
  const all = (data?.items ?? []) as unknown as Tag[]
  const typed = words.trim()
  const offered = all.filter(({ id, name }) => !there.some((tag) => tag.id === id) && name.toLowerCase().includes(typed.toLowerCase()))
  const isNew =
    typed !== '' && mayDo(session, recordType('tag').write) && !all.some(({ name }) => name.toLowerCase() === typed.toLowerCase())
  const take = async (id: string) => {
    combobox.closeDropdown()
    const known = all.find((tag) => tag.id === id)
    try {
      const tag = known ?? ((await createRecord('tag', { name: typed })) as unknown as Tag)
      onAdd(tag)
      if (!known) await cache.invalidateQueries({ queryKey: recordKeys.type('tag') })
    } catch (error) {
      showProblem(t('tags.failed'), error)
    }
  }

  return (
    <Combobox store={combobox} width={240} position="bottom-start" onOptionSubmit={(id) => void take(id)}>
      <Combobox.Target withAriaAttributes={false}>
        <ActionIcon
          size={26}
          variant="default"
          radius="xl"
          aria-label={t('tags.add')}
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t('tags.search')}
          aria-label={t('tags.search')}
        />
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }} aria-label={t('tags.title')}>
          {offered.map((tag) => (
            <Combobox.Option key={tag.id} value={tag.id}>
              <Group gap={8} wrap="nowrap">
                <Dot colour={tag.colour} />
                {tag.name}
              </Group>
            </Combobox.Option>
          ))}
          {isNew && <Combobox.Option value="">{t('tags.new', { tag: typed })}</Combobox.Option>}
          {offered.length === 0 && !isNew && <Combobox.Empty>{t('tags.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
