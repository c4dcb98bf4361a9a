/* Files dropped on an element. */
import { useState, type DragEvent } from 'react'

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

export function useDrop(onFiles: (files: File[]) => void) {
  // Entering a child leaves its parent: the depth tells whether the pointer is still inside.
  const [depth, setDepth] = useState(0)
  const take = (event: DragEvent, change: number) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    setDepth((before) => Math.max(0, before + change))
  }

  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => take(event, 1),
      onDragLeave: (event: DragEvent) => take(event, -1),
      onDragOver: (event: DragEvent) => {
        if (holdsFiles(event)) event.preventDefault()
      },
      onDrop: (event: DragEvent) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setDepth(0)
        onFiles([...event.dataTransfer.files])
      },
    },
  }
}
