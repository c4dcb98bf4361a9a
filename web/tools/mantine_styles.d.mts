import type { Plugin } from 'vite'

export function mantineStyles(root: string): Plugin
