/* A field of a form: its editor, or its value alone where the reader may not change it. */
import { Box, Input, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { FieldValue } from '@/ui/record/FieldValue'
import { FieldEditor, type EditorProps } from './FieldEditor'

interface FieldRowProps extends EditorProps {
  isWide: boolean
  record: KamRecord | null
}

export function FieldRow({ isWide, record, ...editor }: FieldRowProps) {
  return (
    <Box style={isWide ? { gridColumn: '1 / -1' } : undefined}>
      {editor.readOnly ? <Told record={record} {...editor} /> : <FieldEditor {...editor} />}
    </Box>
  )
}

function Told({ field, value, record }: Omit<FieldRowProps, 'isWide'>) {
  const { t } = useTranslation('form')

  return (
    <Input.Wrapper label={say(field.label)} labelElement="div" description={t(field.fixed ? 'fixed' : 'read_only')}>
      <Text size="sm" py={6}>
        <FieldValue plain field={field} record={record ?? { [field.name]: value }} />
      </Text>
    </Input.Wrapper>
  )
}
