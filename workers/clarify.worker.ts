import { createExplainer } from '$lib/core/clarify/explainer';
import { exposeApi } from '$lib/rpc/expose-api';

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
let paused = performance.now();

/** Lets messages in at most every 20 ms, so that an abort is heard and the work is not slowed. */
async function pause(): Promise<boolean> {
	if (performance.now() - paused < 20) return false;
	await new Promise<void>((resolve) => {
		waiting.push(resolve);
		channel.port2.postMessage(null);
	});
	paused = performance.now();
	return true;
}

const api = { ...createExplainer(pause) };
export type ClarifyApi = typeof api;
exposeApi(api);
