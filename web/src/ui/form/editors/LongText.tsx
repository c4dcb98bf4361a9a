/* The editor of long texts: Markdown is typed, and beside it stands how it will be shown, made by what shows it later. */
import { Alert, Input, Tabs, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { markdownQuery } from '@/api/markdown'
import { say } from '@/i18n'
import { Html } from '@/ui/Html'
import { Loading } from '@/ui/states/States'
import { asText, frameOf, type EditorProps } from './frame'
import classes from './long_text.module.css'

function Area(props: EditorProps) {
  return (
    <Textarea
      {...frameOf(props)}
      autosize
      minRows={3}
      maxRows={16}
      value={asText(props.value)}
      maxLength={props.field.max_length}
      onChange={(event) => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

function Shown({ text }: { text: string }) {
  const { t } = useTranslation('form')
  const { data, error } = useQuery({ ...markdownQuery(text), enabled: text.trim() !== '' })

  if (text.trim() === '')
    return (
      <Text size="sm" c="dimmed">
        {t('long.empty')}
      </Text>
    )
  if (error)
    return (
      <Alert color="yellow" variant="light">
        {t('long.failed')}
      </Alert>
    )
  return data === undefined ? <Loading /> : <Html html={data} />
}

/* In place of the area, under the same label. */
function Preview({ field, value, error, bare }: EditorProps) {
  const shown = (
    <div className={classes.shown}>
      <Shown text={asText(value)} />
    </div>
  )

  if (bare) return shown
  return (
    <Input.Wrapper label={say(field.label)} labelElement="div" withAsterisk={field.required} error={error}>
      {shown}
    </Input.Wrapper>
  )
}

export function LongTextEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  const [view, setView] = useState<string | null>('write')

  if (props.readOnly) return <Area {...props} />
  return (
    <Tabs
      value={view}
      onChange={setView}
      keepMounted={false}
      variant="pills"
      color="gray"
      className={props.bare ? classes.bare : classes.labelled}
      classNames={{ list: classes.list, tab: classes.tab }}
    >
      <Tabs.List aria-label={t('long.views', { field: say(props.field.label) })}>
        <Tabs.Tab value="write">{t('long.write')}</Tabs.Tab>
        <Tabs.Tab value="preview">{t('long.preview')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="write">
        <Area {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="preview">
        <Preview {...props} />
      </Tabs.Panel>
    </Tabs>
  )
}
