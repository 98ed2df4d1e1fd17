import type { ThreadSetup } from '$lib/engines/kernels/shared-team';
import { serveTasks } from '$lib/engines/kernels/team-board';
import { exposeApi } from '$lib/rpc/expose-api';

let serve: () => void = () => undefined;

const api = {
	/** Makes the kernel over the memory of the team. */
	open: async ({ module, memory, names, board, thread }: ThreadSetup) => {
		const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
		serve = () => serveTasks(exports, names, board, thread);
	},
	/** Takes calls, on this thread alone, until the team ends. */
	serve: () => Promise.resolve(serve())
};
export type KernelApi = typeof api;

exposeApi(api);
