/* What only a person can say about a file, with the answers there are. */
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { wordsOf, DATE_ORDERS, DECIMALS, LANGUAGES, letterOf } from './choices'
import classes from './import.module.css'
import { applyAnswer, setOne } from './settings'
import type { Answer, Preview, Question } from './types'
import { useCount } from './useCount'
import type { ImportState } from './useImport'
import { useFieldName } from './useFieldName'

interface QuestionProps {
  state: ImportState
  preview: Preview
  question: Question
}

const headerOf = (preview: Preview, column: number | null) => {
  const found = preview.columns.find((one) => one.column === column)
  return found?.header || letterOf(column ?? 0)
}

/* What is asked, in words. */
function useSentence({ preview, question }: QuestionProps) {
  const { t } = useTranslation('import')
  const nameOf = useFieldName()
  const field = preview.fields.find((one) => one.name === question.field) ?? question.field

  if (question.about === 'column' && !field) return t('questions.any_column')
  return t(`questions.${question.about}`, {
    example: question.example ?? '',
    column: headerOf(preview, question.column),
    field: field ? nameOf(field) : '',
  })
}

/* An answer, in words: how the example is read then, or what it says. */
function useAnswerWords(question: Question) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const readingOf = ({ setting, reading }: Answer) => (setting === 'date_order' ? format.date(reading) : format.number(reading, 3))
  const plain = (answer: Answer) => {
    if (answer.setting === 'date_order') return wordsOf(DATE_ORDERS, answer.value, t)
    if (answer.setting === 'decimal') return wordsOf(DECIMALS, answer.value, t)
    if (answer.setting === 'language') return wordsOf(LANGUAGES, answer.value, t)
    return answer.value
  }

  return (answer: Answer, place: number): string => {
    if (answer.reading) return t('questions.is', { reading: readingOf(answer), answer: plain(answer) })
    switch (question.about) {
      case 'turned_dates':
        return t('questions.as_they_are', { answer: plain(answer) })
      case 'discount':
        return t(place === 0 ? 'questions.as_percent' : 'questions.as_amount')
      case 'price_after_discount':
        return t(place === 0 ? 'questions.still_off' : 'questions.already_off')
      case 'document_total':
        return t('questions.all_the_same')
      case 'tax':
        return t('questions.without_tax')
      case 'column':
        return t('questions.has_none')
      default:
        return plain(answer)
    }
  }
}

/* The field that any column may be. */
const fieldAskedFor = ({ about, field }: Question): string | null =>
  about === 'column' || about === 'tax' || about === 'document_tax' ? field : about === 'document_total' ? 'net' : null

function ChooseColumn({ state, preview, field }: { state: ImportState; preview: Preview; field: string }) {
  const { t } = useTranslation('import')
  const answer = (column: string) => state.setSettings(applyAnswer(state.settings, { setting: 'map', value: `${field}=${column}` }))
  const choices = preview.columns.map(({ column, header }) => ({ value: String(column), label: `${letterOf(column)} ${header}` }))

  return (
    <NativeSelect
      size="xs"
      aria-label={t('questions.choose_column')}
      value=""
      data={[{ value: '', label: t('questions.choose') }, ...choices]}
      onChange={(event) => answer(event.currentTarget.value)}
    />
  )
}

function Currency({ state }: { state: ImportState }) {
  const { t } = useTranslation('import')
  const [code, setCode] = useState('')
  const isCode = /^[a-z]{3}$/i.test(code.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isCode) state.setSettings(setOne(state.settings, 'currency', code.trim().toUpperCase()))
  }

  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={t('questions.currency_code')}
          value={code}
          placeholder="RSD"
          maxLength={3}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={!isCode}>
          {t('questions.use')}
        </Button>
      </Group>
    </form>
  )
}

function OneQuestion(props: QuestionProps) {
  const { state, preview, question } = props
  const sentence = useSentence(props)
  const wordsFor = useAnswerWords(question)
  const field = fieldAskedFor(question)

  return (
    <fieldset className={classes.question}>
      <legend>{sentence}</legend>
      <Group gap="xs" align="flex-end">
        {question.answers.map((answer, place) => (
          <Button
            key={answer.value}
            size="xs"
            variant={question.assumed === place ? 'light' : 'default'}
            onClick={() => state.setSettings(applyAnswer(state.settings, answer))}
          >
            {wordsFor(answer, place)}
          </Button>
        ))}
        {field && <ChooseColumn state={state} preview={preview} field={field} />}
        {question.about === 'currency' && <Currency state={state} />}
      </Group>
    </fieldset>
  )
}

export function Questions({ state, preview }: Omit<QuestionProps, 'question'>) {
  const { t } = useTranslation('import')
  const count = useCount()
  const { questions } = preview

  if (questions.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="questions" id="import-questions">
      <Title order={2} id="questions">
        {count('questions.title', questions.length)}
      </Title>
      {questions.some((question) => question.assumed !== null) && (
        <Text size="xs" c="dimmed">
          {t('questions.assumed')}
        </Text>
      )}
      <Stack mt="sm">
        {questions.map((question) => (
          <OneQuestion key={`${question.about}${question.field}`} state={state} preview={preview} question={question} />
        ))}
      </Stack>
    </section>
  )
}
