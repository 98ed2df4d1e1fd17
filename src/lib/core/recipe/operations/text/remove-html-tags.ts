import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeHtmlTags = textFunction({
	id: 'remove-html-tags',
	group: 'text',
	title: 'Remove HTML tags',
	description: 'Takes away tags, comments, and what stands in script and style elements.',
	sql: (x) => removed(x, '(?is)<!--.*?-->|<script\\b.*?</script\\s*>|<style\\b.*?</style\\s*>|</?[a-z][^>]*>')
});
