import { cast } from './types/cast';
import { parseNumber } from './types/parse-number';
import { parseWholeNumber } from './types/parse-whole-number';
import { parseJapaneseNumber } from './types/parse-japanese-number';
import { parseBoolean } from './types/parse-boolean';
import { parseDate } from './types/parse-date';
import { parseDatetime } from './types/parse-datetime';
import { parseTime } from './types/parse-time';
import { parseDuration } from './types/parse-duration';
import { parseSize } from './types/parse-size';
import { unixToTimestamp } from './types/unix-to-timestamp';
import { formatNumber } from './types/format-number';
import { inferTypes } from './types/infer-types';

export const typesOperations = [
	cast,
	parseNumber,
	parseWholeNumber,
	parseJapaneseNumber,
	parseBoolean,
	parseDate,
	parseDatetime,
	parseTime,
	parseDuration,
	parseSize,
	unixToTimestamp,
	formatNumber,
	inferTypes
] as const;
