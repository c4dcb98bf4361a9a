/* The drawer that says where a figure comes from, loaded when somebody asks. */
import { lazy } from 'react'

export const SourceDrawer = lazy(async () => ({ default: (await import('./SourceDrawer')).SourceDrawer }))
