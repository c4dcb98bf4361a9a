/* The button beside dropping: files chosen from the machine. */
import { Button, FileButton } from '@mantine/core'
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs'

export function ChooseFiles({ label, onFiles, quiet = false }: { label: string; onFiles: (files: File[]) => void; quiet?: boolean }) {
  return (
    <FileButton onChange={(files) => onFiles(files)} multiple>
      {(props) => (
        <Button
          {...props}
          variant={quiet ? 'default' : 'filled'}
          size={quiet ? 'xs' : 'sm'}
          leftSection={<IconUpload size={16} stroke={1.5} />}
        >
          {label}
        </Button>
      )}
    </FileButton>
  )
}
