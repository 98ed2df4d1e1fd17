import type { Recorder } from '$lib/core/profile/recorder';

/** The same kernel, each call of which is told to the recorder by its name. */
export function timedKernel<Kernel extends object>(kernel: Kernel, recorder: Recorder): Kernel {
	const made = Object.fromEntries(
		Object.entries(kernel).map(([name, member]: [string, unknown]) => {
			if (typeof member !== 'function') return [name, member];
			const timed = (...args: unknown[]): unknown => {
				const answer: unknown = Reflect.apply(member, undefined, args);
				recorder.kernel(name);
				return answer;
			};
			return [name, timed];
		})
	);
	if (!hasAll(made, kernel)) throw new TypeError('a kernel lost its members');
	return made;
}

function hasAll<Kernel extends object>(made: object, kernel: Kernel): made is Kernel {
	return Object.keys(kernel).every((name) => name in made);
}
