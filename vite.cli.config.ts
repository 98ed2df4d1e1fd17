import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The `temoto` command: the same workbench for Node, dependencies left in node_modules. */
export default defineConfig({
	resolve: { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } },
	publicDir: false,
	build: {
		ssr: 'src/cli/main.ts',
		outDir: 'dist/cli',
		target: 'node20',
		emptyOutDir: true,
		rollupOptions: { output: { entryFileNames: 'main.js' } }
	}
});
