import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { nativeAnswers } from './tests/servers/native-answers.ts';

const isolation = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp'
};

function isolate(): Plugin {
	return {
		name: 'cross-origin-isolation',
		configureServer(server) {
			server.middlewares.use((_request, response, next) => {
				for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
				next();
			});
		}
	};
}

const chromium = {
	executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--enable-unsafe-webgpu',
		'--use-webgpu-adapter=swiftshader'
	]
};

export default defineConfig({
	plugins: [isolate(), sveltekit()],
	server: { fs: { allow: ['workers'] }, headers: isolation },
	worker: { format: 'es' },
	build: { target: 'esnext' },
	optimizeDeps: {
		exclude: ['onnxruntime-web', 'parquet-wasm', '@lucide/svelte'],
		include: [
			'comlink',
			'apache-arrow',
			'duckdb-blocking',
			'@bufbuild/protobuf',
			'onnx-buf',
			'valibot',
			'fflate',
			'read-excel-file/universal',
			'idb',
			'bits-ui',
			'quickjs-emscripten-core',
			'@jitl/quickjs-wasmfile-release-sync',
			'sucrase',
			'codemirror',
			'@codemirror/view',
			'@codemirror/autocomplete',
			'@codemirror/lang-sql',
			'@codemirror/state',
			'@tensorflow/tfjs-core',
			'@tensorflow/tfjs-core/dist/register_all_gradients',
			'@tensorflow/tfjs-backend-cpu',
			'@tensorflow/tfjs-backend-wasm',
			'@tensorflow/tfjs-backend-webgpu'
		]
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['tests/unit/**/*.test.ts'],
					testTimeout: 30_000,
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					testTimeout: 60_000,
					fileParallelism: false,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						commands: { nativeAnswers },
						provider: playwright({ launchOptions: chromium }),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
