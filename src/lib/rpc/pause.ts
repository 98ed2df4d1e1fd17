/**
 * A pause for long work in a worker: lets messages in at most so often, so that an abort is heard and the work is not slowed. True when it
 * did.
 */
export function pauseEvery(milliseconds: number): () => Promise<boolean> {
	const channel = new MessageChannel();
	const waiting: (() => void)[] = [];
	channel.port1.onmessage = () => waiting.shift()?.();
	let paused = performance.now();
	return async () => {
		if (performance.now() - paused < milliseconds) return false;
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			channel.port2.postMessage(null);
		});
		paused = performance.now();
		return true;
	};
}
