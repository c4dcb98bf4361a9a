/* Choices of which one or more hold, each a box to tick. */
import { Checkbox, ScrollArea, Stack } from '@mantine/core'
import { type Label } from '@/api/records'
import { say } from '@/i18n'

interface ChoiceBoxesProps {
  label: string
  choices: readonly { value: string; label: Label }[]
  values: readonly string[]
  onChange(values: string[]): void
}

export function ChoiceBoxes({ label, choices, values, onChange }: ChoiceBoxesProps) {
  return (
    <Checkbox.Group aria-label={label} value={[...values]} onChange={onChange}>
      <ScrollArea.Autosize mah={240}>
        <Stack gap={6} p={2}>
          {choices.map((choice) => (
            <Checkbox key={choice.value} value={choice.value} label={say(choice.label)} size="sm" />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  )
}
