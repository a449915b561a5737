import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// FOYER_CONSOLE_OUT: where the static files go; the CMake build names a folder of its own.
// Nothing is inlined: the server's content security policy allows neither inline scripts nor data: fonts.
export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    outDir: process.env.FOYER_CONSOLE_OUT ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rollupOptions: { output: { manualChunks: { aria: ['react-aria-components'] } } },
  },
});
