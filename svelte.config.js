import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ fallback: 'index.html', strict: false }),
		serviceWorker: { register: false },
		alias: {
			$workers: 'workers',
			'duckdb-blocking': 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking'
		},
		typescript: {
			config: (config) => ({
				...config,
				include: [...config.include, '../vite*.ts', '../tests/**/*.ts', '../playwright.config.ts'],
				exclude: [...config.exclude, '../src/kernels/**', '../src/service-worker.ts', '../workers/**']
			})
		}
	}
};

export default config;
