import type { Recorder } from '$lib/core/profile/recorder';

/** The same kernel, each call of which is told to the recorder by its name. */
export function timedKernel<Kernel extends object>(kernel: Kernel, recorder: Recorder): Kernel {
	const made = Object.fromEntries(
		Object.entries(kernel).map(([name, member]: [string, unknown]) => [
			name,
			typeof member === 'function' ? timed(name, member, recorder) : member
		])
	);
	if (!hasAll(made, kernel)) throw new TypeError('a kernel lost its members');
	return made;
}

function timed(name: string, member: (...args: never[]) => unknown, recorder: Recorder) {
	return (...args: unknown[]): unknown => {
		const answer: unknown = Reflect.apply(member, undefined, args);
		recorder.kernel(name);
		return answer;
	};
}

function hasAll<Kernel extends object>(made: object, kernel: Kernel): made is Kernel {
	return Object.keys(kernel).every((name) => name in made);
}
