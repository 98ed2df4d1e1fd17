import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeEmoji = textFunction({
	id: 'remove-emoji',
	group: 'text',
	title: 'Remove emoji',
	description: 'Takes emoji and pictographs away, with what joins and colours them.',
	sql: (x) =>
		removed(
			x,
			'[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{2300}-\\x{23FF}\\x{FE0F}\\x{200D}\\x{20E3}\\x{E0020}-\\x{E007F}]'
		)
});
