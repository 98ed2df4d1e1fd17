import * as v from 'valibot';
import { sqlList } from '../../../table/sql';
import { columnsField, choiceField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { notSpace, joined, allMatches } from '../../text-pattern';

const stopWords = {
	english:
		'a about above after again against all am an and any are as at be because been before being below between both but by can did do does doing down during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours ourselves out over own same she should so some such than that the their theirs them themselves then there these they this those through to too under until up very was we were what when where which while who whom why will with you your yours yourself yourselves'.split(
			' '
		),
	japanese:
		'の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において ば なかっ なく しかし について せ だっ その後 できる それ う ので なお のみ でき き つ における および いう さらに でも ら たり です ます でした ました'.split(
			' '
		)
};
export const removeStopWords = defineOperation({
	id: 'remove-stop-words',
	group: 'text',
	title: 'Remove stop words',
	description:
		'Takes away words that say little, such as the, of, and, or Japanese particles that stand alone. White space parts words: Japanese text has to be parted before.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		language: choiceField(['english', 'japanese'], 'english'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { language } = params;
		return eachText(params, input, (x) =>
			joined(
				x,
				`list_filter(${allMatches(x, notSpace)}, lambda __part: lower(__part) NOT IN ${sqlList(stopWords[language])})`,
				' '
			)
		);
	}
});
