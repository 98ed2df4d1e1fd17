import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

async function refusals(filePath: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath });
	return (result?.messages ?? [])
		.filter((message) => message.ruleId === 'layers/imports')
		.map((message) => message.message);
}

describe('the layer table', () => {
	const forbidden: [string, string][] = [
		['src/lib/core/table/x.ts', "import { openDB } from 'idb';"],
		['src/lib/core/table/x.ts', "import type { SqlEngine } from '$lib/engines/duckdb-node/engine';"],
		['src/lib/core/table/x.ts', "export { x } from '../../engines/opfs/store';"],
		['src/lib/core/table/x.ts', "export const load = () => import('apache-arrow');"],
		['src/lib/core/table/x.ts', 'export const load = (name: string) => import(name);'],
		['src/lib/engines/opfs/x.ts', "import { x } from '../indexeddb/catalog';"],
		['src/lib/engines/opfs/x.ts', "import { x } from '$lib/workbench/table';"],
		['src/lib/workbench/x.ts', "import { x } from '$lib/engines/zip/archive';"],
		['src/lib/ui/x.ts', "import { x } from '$lib/state/session.svelte';"],
		['src/routes/x.ts', "import { x } from '$lib/engines/onnx/predictor';"],
		['workers/x.worker.ts', "import { x } from '$lib/workbench/table';"],
		['src/lib/state/x.ts', "import { x } from '$lib/ui/Button.svelte';"],
		['src/kernels/x.ts', "import { x } from '$lib/core/random';"],
		['src/cli/x.ts', "import { mount } from 'svelte';"]
	];
	it.each(forbidden)('refuses in %s: %s', async (file, code) => {
		expect(await refusals(file, code)).toHaveLength(1);
	});

	const allowed: [string, string][] = [
		['src/lib/core/table/x.ts', "import * as v from 'valibot';\nexport const s = v.string();"],
		['src/lib/core/model/x.ts', "import { create } from '@bufbuild/protobuf';\nexport const c = create;"],
		['src/lib/engines/indexeddb/x.ts', "import { openDB } from 'idb';\nexport const o = openDB;"],
		['src/lib/workbench/x.ts', "import type { Workspace } from '$lib/core/ports';\nexport type W = Workspace;"]
	];
	it.each(allowed)('lets pass in %s: %s', async (file, code) => {
		expect(await refusals(file, code)).toEqual([]);
	});
});
