import { svelte } from '@sveltejs/vite-plugin-svelte'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { diagramFrame } from './src/build/diagram-frame.ts'
import { leanDompurify } from './src/build/lean-dompurify.ts'
import { leanGemoji } from './src/build/lean-gemoji.ts'
import { leanMarked } from './src/build/lean-marked.ts'
import { leanSvelte } from './src/build/lean-svelte.ts'
import { gamPage, SHELL_CHUNKS } from './src/build/page.ts'

/** Of Svelte: lists, form fields and copies of objects, which a report does without. */
const LATER =
  /svelte\/src\/internal\/(?:client\/dom\/(?:blocks\/each|elements\/bindings\/(?:input|universal))|shared\/clone)\.js$/

export default defineConfig(({ mode }) => {
  const env = { ...loadEnv(mode, process.cwd(), 'VITE_'), ...process.env }
  return {
    base: './',
    plugins: [
      leanMarked(),
      leanGemoji(),
      leanDompurify(),
      leanSvelte(),
      svelte(),
      diagramFrame(env),
      gamPage(env),
    ],
    build: {
      target: 'es2022',
      modulePreload: {
        polyfill: false,
        // What waits until the first page has painted may come in two steps: the names of its parts are weight before it.
        resolveDependencies: (name, parts) => (/after-paint|settle-place/.test(name) ? [] : parts),
      },
      assetsInlineLimit: 0,
      rollupOptions: {
        // What the page needs at once is one file; what of Svelte a report does without comes with those that need it.
        output: {
          // The names of all parts stand in the first one, and what tells versions apart cannot be compressed.
          // What several parts share is named by nobody.
          chunkFileNames: ({ isDynamicEntry, name }) =>
            isDynamicEntry || SHELL_CHUNKS.includes(name)
              ? 'assets/[name]-[hash:7].js'
              : 'assets/[hash:7].js',
          assetFileNames: 'assets/[name]-[hash:7][extname]',
          codeSplitting: {
            groups: [
              { name: 'each', test: LATER, priority: 2, includeDependenciesRecursively: false },
              { name: 'first', tags: ['$initial'], priority: 1 },
              // Small parts that many pages share would be many names.
              {
                name: 'shared',
                test: /\/src\/(?!markdown|merging|search)/,
                minShareCount: 6,
                includeDependenciesRecursively: false,
              },
            ],
          },
        },
        treeshake: { moduleSideEffects: [{ test: LATER, sideEffects: false }] },
      },
    },
    worker: { format: 'es' as const, plugins: () => [leanMarked(), leanGemoji()] },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/journeys/**'],
            // Some ask another program a thousand times.
            testTimeout: 60_000,
            // Vitest would leave one of two cores to itself.
            maxWorkers: 2,
          },
        },
        {
          extends: true,
          test: {
            name: 'journeys',
            include: ['tests/journeys/**/*.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 120_000,
            // On a machine that is busy with something else; a run says at its end which tests needed it.
            retry: 1,
            expect: { poll: { timeout: 15_000 } },
            // Two beside each other, in processes that keep the app that they have built.
            maxWorkers: 2,
            isolate: false,
          },
        },
      ],
    },
  }
})
