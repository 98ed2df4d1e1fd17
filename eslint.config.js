import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { layerRules } from './scripts/layers.mjs';

/**
 * The layer table. `may` lists every module a layer may import, as regular expressions over the specifier after relative
 * paths are read as `$lib/...`; whatever is not listed is refused, dynamic imports included. `$lib/<layer>` stands for
 * the layer itself.
 */
export const layers = [
	{ layer: 'core', files: ['src/lib/core/**/*.ts'], may: ['valibot', '\\$lib/core/.+'] },
	{
		layer: 'core/model',
		files: ['src/lib/core/model/**/*.ts'],
		may: ['valibot', 'onnx-buf', '@bufbuild/protobuf', '@bufbuild/protobuf/wire', '\\$lib/core/.+']
	},
	...Object.entries({
		'duckdb-wasm': ['duckdb-blocking', '@duckdb/duckdb-wasm.*', 'apache-arrow', 'parquet-wasm.*'],
		'duckdb-node': ['@duckdb/node-api', 'apache-arrow', 'parquet-wasm.*', 'node:.+'],
		excel: ['fflate', 'read-excel-file.*'],
		kernels: ['comlink', '\\$lib/rpc/.+', 'node:.+', '\\$workers/.+', '\\$kernels/.+'],
		webgpu: [],
		tfjs: ['@tensorflow/.+'],
		onnx: ['onnxruntime-web.*', 'node:.+'],
		quickjs: ['quickjs-emscripten-core', '@jitl/quickjs-wasmfile-release-sync', 'sucrase'],
		opfs: [],
		indexeddb: ['idb'],
		'node-fs': ['node:.+'],
		zip: ['fflate'],
		sqlite: ['sql.js'],
		webcrypto: [],
		fetch: ['aws4fetch']
	}).map(([engine, packages]) => ({
		layer: `engines/${engine}`,
		files: [`src/lib/engines/${engine}/**/*.ts`],
		may: [...packages, 'valibot', '\\$lib/core/.+', `\\$lib/engines/${engine}/.+`]
	})),
	{
		layer: 'workbench',
		files: ['src/lib/workbench/**/*.ts'],
		may: ['valibot', '\\$lib/core/.+', '\\$lib/workbench/.+']
	},
	{
		layer: 'rpc',
		files: ['src/lib/rpc/**/*.ts'],
		may: ['comlink', '\\$lib/core/(errors|ports|table/columns)', '\\$lib/rpc/.+']
	},
	{
		layer: 'workers',
		files: ['workers/**/*.ts'],
		may: [
			'\\$lib/core/.+',
			'\\$lib/engines/.+',
			'\\$lib/rpc/.+',
			'onnxruntime-web/.+\\.(mjs|wasm)',
			'sql.js/.+\\.wasm',
			'@jitl/.+/wasm'
		]
	},
	{
		layer: 'state',
		files: ['src/lib/state/**/*.ts'],
		may: ['svelte', 'svelte/.+', 'valibot', '\\$lib/core/.+', '\\$lib/workbench/.+', '\\$lib/state/.+']
	},
	{
		layer: 'commands',
		files: ['src/lib/commands/**/*.ts'],
		may: ['\\$lib/core/.+', '\\$lib/state/.+', '\\$lib/i18n/.+', '\\$lib/commands/.+']
	},
	{ layer: 'i18n', files: ['src/lib/i18n/**/*.ts'], may: ['svelte', '\\$lib/core/.+', '\\$lib/i18n/.+'] },
	{
		layer: 'ui',
		files: ['src/lib/ui/**/*.{ts,svelte}'],
		may: [
			'svelte',
			'svelte/.+',
			'bits-ui',
			'@lucide/svelte.*',
			'@observablehq/plot',
			'uplot.*',
			'codemirror',
			'@codemirror/.+',
			'\\$lib/core/.+',
			'\\$lib/i18n/.+',
			'\\$lib/ui/.+'
		]
	},
	{
		layer: 'routes',
		files: ['src/routes/**/*.{ts,svelte}'],
		may: [
			'svelte',
			'svelte/.+',
			'\\$app/.+',
			'@lucide/svelte.*',
			'workbox-window',
			'valibot',
			'\\./.+\\.svelte\\.ts',
			'\\./\\$types',
			'\\./.+',
			'\\$lib/app',
			'\\$lib/styles/.+',
			'\\$lib/(state|commands|ui|i18n|core)/.+'
		]
	},
	{
		layer: 'cli',
		files: ['src/cli/**/*.ts'],
		may: ['commander', 'valibot', 'node:.+', '\\$lib/(core|engines|workbench)/.+', '\\$(relay|gateway)/.+', '\\$cli/.+']
	},
	{
		layer: 'relay',
		files: ['src/relay/**/*.ts'],
		may: [
			'hono',
			'hono/.+',
			'@hono/node-server.*',
			'better-sqlite3',
			'valibot',
			'node:.+',
			'\\$lib/core/.+',
			'\\$relay/.+'
		]
	},
	{
		layer: 'gateway',
		files: ['src/gateway/**/*.ts'],
		may: [
			'hono',
			'hono/.+',
			'@hono/node-server.*',
			'apache-arrow',
			'pg',
			'pg-cursor',
			'mysql2.*',
			'valibot',
			'node:.+',
			'\\$lib/core/.+',
			'\\$gateway/.+'
		]
	},
	{ layer: 'kernels', files: ['src/kernels/**/*.ts'], may: ['\\$kernels/.+'] },
	{
		layer: 'service-worker',
		files: ['src/service-worker.ts'],
		may: ['workbox-.+', 'valibot', '\\$service-worker', '\\$lib/core/.+']
	},
	{
		layer: 'app',
		files: ['src/lib/app.ts'],
		may: ['\\$lib/(core|workbench|rpc)/.+', '\\$lib/engines/(indexeddb|webcrypto|fetch)/.+'],
		mayType: ['\\$workers/.+']
	}
];

export default ts.config(
	{ ignores: ['node_modules/', '.svelte-kit/', 'build/', 'dist/', 'static/', 'tests/fixtures/', 'coverage/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node, ...globals.worker } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-dynamic-delete': 'off',
			'no-empty': ['error', { allowEmptyCatch: false }],
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	// Playwright reads the names of what a fixture needs from its pattern, an empty one too
	{ files: ['tests/e2e/**/*.ts'], rules: { 'no-empty-pattern': 'off' } },
	{ files: ['src/kernels/**/*.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off', 'prefer-const': 'off' } },
	...layerRules(layers)
);
