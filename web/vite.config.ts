import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { chunksOf } from './tools/chunks'
import { runEarly } from './tools/early'
import { mantineStyles } from './tools/mantine_styles.mjs'
import { defineConfig } from 'vitest/config'

/* Where `kamen serve` listens while the page is worked on with `npm run dev`. */
const server = process.env.KAMEN_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [mantineStyles(fileURLToPath(new URL('.', import.meta.url))), react(), runEarly('early')],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Catalogues are read whole.
  json: { namedExports: false },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    proxy: {
      // The server takes changes only from its own pages, so their origin is told as its own.
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
    },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks: chunksOf(),
        // What is not named goes with the page that loads it, instead of with whoever imports it.
        onlyExplicitManualChunks: true,
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.mjs'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    // What comes, comes on a busy machine, too; this only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
