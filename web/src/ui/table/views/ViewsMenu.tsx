/* The views of a list: open one, keep this list as one, say who sees it. */
import { Button, Menu, Text } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice, showProblem } from '../../record/notices'
import { NameDialog } from './NameDialog'
import { type SavedView, type Views } from './useViews'

export function ViewsMenu({ views }: { views: Views }) {
  const { t } = useTranslation('table')
  const { current, isChanged, mine, shared } = views
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  const tell = (work: Promise<unknown>) => work.catch((error: unknown) => showProblem(t('views.failed'), error))

  const name = (text: string, isShared: boolean) => {
    const isNew = naming === 'new'
    setNaming(null)
    void tell(isNew ? views.saveAs(text, isShared).then(() => showNotice({ message: t('views.saved', { name: text }) })) : renamed(text))
  }
  const renamed = async (text: string) => current && views.change(current, { name: text })
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronDown size={15} aria-hidden />}
            aria-label={`${t('views.title')}: ${current?.name ?? t('views.all')}`}
          >
            {current?.name ?? t('views.all')}
            {isChanged && (
              <Text span size="xs" c="dimmed" ms={6}>
                {t('views.changed')}
              </Text>
            )}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item fw={current ? undefined : 600} onClick={() => views.open(null)}>
            {t('views.all')}
          </Menu.Item>
          <Part title={t('views.mine')} list={mine} views={views} />
          <Part title={t('views.shared')} list={shared} views={views} />
          <Menu.Divider />
          {current && mine.includes(current) && (
            <OwnItems view={current} views={views} tell={tell} onRename={() => setNaming('rename')} />
          )}
          {current && (
            <Menu.Item onClick={() => views.setFirst(views.first === current.id ? '' : current.id)}>
              {t(views.first === current.id ? 'views.not_first' : 'views.first')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setNaming('new')}>{t('views.save_as')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming !== null}
        before={naming === 'rename' ? current?.name : undefined}
        onClose={() => setNaming(null)}
        onName={name}
      />
    </>
  )
}

function Part({ title, list, views }: { title: string; list: SavedView[]; views: Views }) {
  const { t } = useTranslation('table')

  if (list.length === 0) return null
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {list.map((view) => (
        <Menu.Item key={view.id} fw={view.id === views.current?.id ? 600 : undefined} onClick={() => views.open(view)}>
          {view.name}
          {view.owner && (
            <Text span size="xs" c="dimmed" ms={6}>
              {t('views.of', { owner: view.owner })}
            </Text>
          )}
        </Menu.Item>
      ))}
    </>
  )
}

interface OwnItemsProps {
  view: SavedView
  views: Views
  tell(work: Promise<unknown>): Promise<unknown>
  onRename(): void
}

function OwnItems({ view, views, tell, onRename }: OwnItemsProps) {
  const { t } = useTranslation('table')
  const { t: common } = useTranslation()

  const remove = async () => {
    await views.remove(view)
    showNotice({
      message: t('views.deleted', { name: view.name }),
      undo: { label: common('actions.undo'), run: () => views.restore(view) },
    })
  }
  return (
    <>
      {views.isChanged && <Menu.Item onClick={() => void tell(views.save(view))}>{t('views.save')}</Menu.Item>}
      <Menu.Item onClick={onRename}>{t('views.rename')}</Menu.Item>
      <Menu.Item onClick={() => void tell(views.change(view, { is_shared: !view.is_shared }))}>
        {t(view.is_shared ? 'views.unshare' : 'views.share')}
      </Menu.Item>
      <Menu.Item onClick={() => void tell(remove())}>{t('views.delete')}</Menu.Item>
    </>
  )
}
