import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter(),
      // Runes only: a legacy component fails to compile instead of quietly behaving like Svelte 4.
      compilerOptions: { runes: true },
      // Only a space registers it, so that visitors of public pages download nothing for it.
      serviceWorker: { register: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'img-src': ['self', 'data:'],
          'style-src': ['self'],
          // Style attributes carry positions (a remote cursor, a bar's width), never rules.
          'style-src-attr': ['unsafe-inline'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  // Fonts stay files: inlined as data: they would be downloaded by everyone, whatever letters the page needs.
  build: { assetsInlineLimit: 0 },
});
