package dev.shoal.fold;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Dates and times of day: each method returns where the one that begins at this offset ends, or -1. */
final class DateTimeMatcher {
    private static final int NONE = -1;
    private static final Set<String> MONTHS = Set.of(
            ("jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october"
                            + " november december")
                    .split(" "));
    /** Their first three letters in one number each, rising. */
    private static final int[] STARTS = Stream.of(
                    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split(" "))
            .mapToInt(start -> start.charAt(0) << 16 | start.charAt(1) << 8 | start.charAt(2))
            .sorted()
            .toArray();

    private static final Set<String> WEEKDAYS =
            Set.of("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday".split(" "));

    private DateTimeMatcher() {}

    /** A date in any usual notation, with the day of the week before it and, in ISO 8601, the time after it. */
    static int date(ByteScanner text, int i) {
        if (text.isDigit(i)) {
            return numeric(text, i);
        }
        if (!begins(text, i)) { // first: nearly no word does
            return NONE;
        }
        int end = text.letters(i);
        if (end - i > 9) {
            return NONE;
        }
        var word = text.lower(i, end);
        if (!WEEKDAYS.contains(word)) {
            return MONTHS.contains(word) ? monthFirst(text, end) : NONE;
        }
        int day = text.blanks(text.is(end, ',') ? end + 1 : end);
        if (day == end || text.isDigit(day)) {
            return day == end ? NONE : numeric(text, day);
        }
        int month = text.letters(day);
        return month - day <= 9 && MONTHS.contains(text.lower(day, month)) ? monthFirst(text, month) : NONE;
    }

    /** Whether it begins as a month or a weekday: what most words do not, without making a string of each. */
    private static boolean begins(ByteScanner text, int i) {
        int start = (text.at(i) << 16 | text.at(i + 1) << 8 | text.at(i + 2)) | 0x202020;
        return Arrays.binarySearch(STARTS, start) >= 0;
    }

    private static int numeric(ByteScanner text, int i) {
        int iso = iso(text, i);
        if (iso != NONE) {
            return iso;
        }
        int compact = compact(text, i);
        return compact == NONE ? dayFirst(text, i) : compact;
    }

    /** {@code 2026-11-22}, {@code 2026/11/22}, {@code 2026-11-22T14:02:11.5Z}. */
    private static int iso(ByteScanner text, int i) {
        int separator = text.at(i + 4);
        boolean isDate = isYear(text, i, text.digits(i))
                && (separator == '-' || separator == '/')
                && text.digits(i + 5) == i + 7
                && text.at(i + 7) == separator
                && text.digits(i + 8) == i + 10;
        if (!isDate) {
            return NONE;
        }
        if ((text.at(i + 10) | 0x20) == 't') {
            return time(text, i + 11);
        }
        return text.isAlnum(i + 10) ? NONE : i + 10;
    }

    /** {@code 20261122}. */
    private static int compact(ByteScanner text, int i) {
        int end = text.digits(i);
        return end - i == 8
                        && isYear(text, i, i + 4)
                        && isDay(text, i + 6, end)
                        && text.number(i + 4, i + 6) - 1 < 12
                        && !text.isAlnum(end)
                ? end
                : NONE;
    }

    /** {@code 22 Nov 2026}, {@code 22/Nov/2026:14:02:11}, {@code 22.11.2026}, {@code 11/22/2026}. */
    private static int dayFirst(ByteScanner text, int i) {
        int day = text.digits(i);
        if (!isDay(text, i, day)) {
            return NONE;
        }
        int separator = text.at(day);
        if (separator < 0 || " -/.".indexOf(separator) < 0) {
            return NONE;
        }
        int month = text.isLetter(day + 1) ? text.letters(day + 1) : text.digits(day + 1);
        boolean isName = month - day < 11 && MONTHS.contains(text.lower(day + 1, month));
        boolean isNumber = separator != ' ' && text.isDigit(day + 1) && month - day < 4;
        if (!isName && !isNumber) {
            return NONE;
        }
        int year = text.digits(month + 1);
        boolean hasYear = text.at(month) == separator && isYear(text, month + 1, year) && !text.isLetter(year);
        if (!hasYear) {
            return isName && !text.isAlnum(month) ? month : NONE;
        }
        int time = text.is(year, ':') ? time(text, year + 1) : NONE;
        return time == NONE ? year : time;
    }

    /** {@code Nov 22}, {@code November 22, 2026}; {@code Nov 22  2026} as {@code ls} writes old dates. */
    private static int monthFirst(ByteScanner text, int month) {
        int from = text.blanks(month);
        int day = text.digits(from);
        if (from == month || !isDay(text, from, day) || text.isLetter(day)) {
            return NONE;
        }
        int next = text.blanks(text.is(day, ',') ? day + 1 : day);
        int year = text.digits(next);
        boolean hasYear = next > day && isYear(text, next, year) && !text.is(year, ':') && !text.isLetter(year);
        return hasYear ? year : day;
    }

    /**
     * {@code 14:02}, {@code 14:02:11.5}, {@code 14:02:11+01:00}, and how long something has run in the columns of {@code ps}:
     * {@code 123:45}, {@code 1-02:03:04}.
     */
    static int time(ByteScanner text, int i) {
        int hours = text.digits(i);
        if (text.is(hours, '-') && hours > i) {
            int days = hours;
            hours = text.digits(days + 1);
            if (hours != days + 3) {
                return NONE;
            }
        }
        if (hours == i || hours - i > 8 || !isPair(text, hours)) {
            return NONE;
        }
        int end = hours + 3;
        if (isPair(text, end)) {
            end = fraction(text, end + 3);
        }
        end = zone(text, end);
        return text.isAlnum(end) || (text.is(end, ':') && text.isAlnum(end + 1)) ? NONE : end;
    }

    private static int fraction(ByteScanner text, int at) {
        return text.isOneOf(at, ".,") && text.isDigit(at + 1) ? text.digits(at + 1) : at;
    }

    private static int zone(ByteScanner text, int at) {
        if (text.is(at, 'Z')) {
            return at + 1;
        }
        if (text.isOneOf(at, "+-") && text.hasDigits(at + 1, 2)) {
            int hours = text.digits(at + 1);
            return hours == at + 3 && isPair(text, hours) ? hours + 3 : hours == at + 5 ? hours : at;
        }
        return at;
    }

    /** A colon and two digits below 60. */
    private static boolean isPair(ByteScanner text, int at) {
        return text.is(at, ':') && text.digits(at + 1) == at + 3 && text.at(at + 1) < '6';
    }

    private static boolean isYear(ByteScanner text, int from, int to) {
        return to - from == 4 && (text.says(from, "19") || text.says(from, "20"));
    }

    private static boolean isDay(ByteScanner text, int from, int to) {
        return to > from && to - from <= 2 && text.number(from, to) >= 1 && text.number(from, to) <= 31;
    }
}
