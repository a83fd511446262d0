/* value_amount.c - numbers with units: `$30k`, `200 ms`, `1.3M /month`, `7B`. */
#include "sim/scenario/value_reader.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/text.h"

enum { UNIT_MAX = 80 };

/* --- amounts --------------------------------------------------------------------- */

/* The length of a sign or code of money at the beginning of a text. */
static size_t money_length(const char *at, const char *end)
{
    static const char *const signs[] = { "$", "€", "£", "¥" };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i]);
        if ((size_t)(end - at) >= n && memcmp(at, signs[i], n) == 0)
            return n;
    }
    if (end - at >= 3 && isupper((unsigned char)at[0]) && isupper((unsigned char)at[1]) &&
        isupper((unsigned char)at[2]) && (end - at == 3 || !isalnum((unsigned char)at[3])))
        return 3;
    return 0;
}

static bool fail_number(const ValueReader *r, Piece piece)
{
    if (piece.length == 0) {
        fail_at(r->err, piece_mark(r, piece), "E057", "a value is missing");
        return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
    }
    fail_at(r->err, piece_mark(r, piece), "E040", "`%.*s` is not a number", PIECE(piece));
    return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
}

bool amount_read(const ValueReader *r, Amount *amount, Piece piece)
{
    const char *at = piece.at, *end = piece.at + piece.length;
    bool minus = at < end && *at == '-';

    *amount = (Amount){ .whole = piece };
    size_t money = money_length(at + minus, end);
    if (money > 0) {
        amount->money = (Piece){ at + minus, money };
        at += minus + money;
        at = piece_of(at, end).at;
    }
    bool bytes = unit_measure(r->quantity->unit).power[DIM_BYTE] != 0;
    const char *rest = number_read(amount, at, end, bytes);
    if (!rest)
        return fail_number(r, piece);
    if (money > 0 && minus)
        amount->number = -amount->number;
    amount->unit = piece_of(rest, end);
    if (amount->unit.length > 0 && strchr("0123456789,._*+-", amount->unit.at[0])) {
        fail_number(r, piece);
        return fail_help(r->err, "thousands are 18k or 18_000, the decimal point is `.`");
    }
    return true;
}

/* Whether a unit is another one with something behind it: `%` and `% /month`. */
static bool extends_unit(Piece longer, Piece unit)
{
    return longer.length > unit.length && memcmp(longer.at, unit.at, unit.length) == 0 &&
           (unit.length == 0 || longer.at[unit.length] == ' ' || longer.at[unit.length] == '/');
}

void amount_share_unit(Amount *amounts, size_t count, Piece behind)
{
    for (size_t i = 0; i < count; i++) {
        bool rate = behind.length > 0 && behind.at[0] == '/';
        if (rate && amounts[i].unit.length > 0 &&
            !memchr(amounts[i].unit.at, '/', amounts[i].unit.length))
            amounts[i].per = behind;
        else if (extends_unit(behind, amounts[i].unit))
            amounts[i].unit = behind;
        for (size_t k = 0; k < count; k++) {
            if (amounts[i].money.length == 0)
                amounts[i].money = amounts[k].money;
            if (extends_unit(amounts[k].unit, amounts[i].unit))
                amounts[i].unit = amounts[k].unit;
        }
    }
}

/* --- units ------------------------------------------------------------------------ */

static bool fail_unit(const ValueReader *r, const Amount *amount, const char *stopped)
{
    size_t money = money_length(stopped, stopped + strlen(stopped));
    Piece place = amount->unit.length > 0 ? amount->unit : amount->whole;

    if (money > 0) {
        fail_at(r->err, piece_mark(r, amount->whole), "E044",
                "money in `%.*s` cannot be converted to %s", (int)money, stopped,
                r->currency->code);
        bool dollars = strcmp(r->currency->code, "USD") == 0;
        fail_label(r->err, "expected %s%s", r->currency->code, dollars ? "" : " or USD");
        return fail_help(r->err, "convert it, or choose another money.currency");
    }
    fail_at(r->err, piece_mark(r, place), "E041", "unknown unit `%.40s`", stopped);
    return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
}

static bool fail_dimension(const ValueReader *r, const Amount *amount)
{
    bool has_unit = amount->unit.length > 0;
    Piece unit = has_unit ? amount->unit : amount->money;

    if (unit_is_money(r->quantity->unit))
        fail_at(r->err, piece_mark(r, amount->whole), "E042", "a cost cannot be in `%.*s`",
                PIECE(unit));
    else
        fail_at(r->err, piece_mark(r, amount->whole), "E042", "%s cannot be in `%.*s`",
                r->quantity->key, PIECE(unit));
    return fail_label(r->err, "expected %s", unit_expected(r->quantity->unit));
}

/* A number without a unit is in the column's own unit where that is the only one
 * people would mean, and zero is zero in any. */
static bool bare_value(const ValueReader *r, double *value, const Amount *amount)
{
    Unit unit = r->quantity->unit;

    *value = amount->number;
    if (unit == UNIT_BILLION && amount->magnitude)
        *value = amount->number / 1e9;
    if (amount->number == 0 || unit == UNIT_NUMBER || unit == UNIT_TOKENS ||
        unit == UNIT_HOURS_PER_MONTH || unit == UNIT_BILLION ||
        (unit == UNIT_SHARE && fabs(amount->number) <= 1))
        return true;
    fail_at(r->err, piece_mark(r, amount->whole), "E043",
            unit_is_money(unit) ? "a bare number where money is due"
                                : "a number without its unit");
    fail_label(r->err, "expected %s", unit_expected(unit));
    if (unit == UNIT_SHARE)
        return fail_help(r->err, "write `%.*s%%` if that is what it means",
                         PIECE(amount->whole));
    return false;
}

static bool converted_value(const ValueReader *r, double *value, const Amount *amount)
{
    char text[3 * UNIT_MAX];
    const char *stopped;
    Measure measure;

    if (amount->unit.length >= UNIT_MAX || amount->per.length >= UNIT_MAX)
        return fail_unit(r, amount, "");
    snprintf(text, sizeof text, "%.*s %.*s%s%.*s", PIECE(amount->money), PIECE(amount->unit),
             amount->per.length > 0 ? " " : "", PIECE(amount->per));
    *value = amount->number;
    if (r->quantity->unit == UNIT_BILLION && piece_is(amount->unit, "B"))
        return true;
    if (!measure_parse(&measure, text, r->currency, &stopped))
        return fail_unit(r, amount, stopped);
    if (unit_convert(value, measure, r->quantity->unit))
        return true;
    /* nothing is nothing in any time, and interest is by the year unless it is said */
    Measure share = unit_measure(UNIT_SHARE);
    if (unit_is_share(r->quantity->unit) && measure.percent &&
        memcmp(measure.power, share.power, sizeof share.power) == 0 &&
        (amount->number == 0 || r->quantity->unit == UNIT_SHARE_PER_YEAR)) {
        *value = amount->number * measure.factor;
        return true;
    }
    /* $500 for a monthly cost is $500 a month */
    Measure money = unit_measure(UNIT_MONEY);
    if (r->quantity->unit != UNIT_MONEY_PER_MONTH ||
        memcmp(measure.power, money.power, sizeof money.power) != 0)
        return fail_dimension(r, amount);
    *value = amount->number * measure.factor;
    return true;
}

/* --- ranges of quantities ---------------------------------------------------------- */

void value_limits(const Quantity *quantity, const Currency *currency, double *low, double *high)
{
    double scale = unit_is_money(quantity->unit) ? currency->per_usd : 1;
    bool stated = quantity->min < quantity->max;

    *low = stated ? quantity->min * scale : 0;
    *high = stated ? quantity->max * scale : INFINITY;
}

/* The last bit of a unit's factor does not carry a value over its limit. */
static double within(double value, double limit)
{
    bool there = isfinite(limit) && fabs(value - limit) <= 1e-14 * fabs(limit);

    return there ? limit : value;
}

/* A share of nearly all is told from all. */
static char *limit_text(char text[32], double limit, const ValueReader *r)
{
    if (r->quantity->unit == UNIT_SHARE && limit < 1)
        snprintf(text, 32, "%.6g%%", 100 * limit);
    else
        text_value(text, limit, r->quantity->unit, r->currency);
    return text;
}

static bool in_range(const ValueReader *r, double *value, const Amount *amount)
{
    char from[32], to[32];
    double low, high;

    value_limits(r->quantity, r->currency, &low, &high);
    *value = within(within(*value, low), high);
    if (*value >= low && *value <= high)
        return true;
    fail_at(r->err, piece_mark(r, amount->whole), "E045", "`%.*s` is out of range",
            PIECE(amount->whole));
    limit_text(from, low, r);
    limit_text(to, high, r);
    if (!isfinite(high))
        return fail_label(r->err, "%s cannot be below %s", r->quantity->key, from);
    return fail_label(r->err, "%s is between %s and %s", r->quantity->key, from, to);
}

bool amount_value(const ValueReader *r, double *value, const Amount *amount)
{
    bool bare = amount->unit.length == 0 && amount->money.length == 0;

    if (!(bare ? bare_value : converted_value)(r, value, amount))
        return false;
    return in_range(r, value, amount);
}

bool share_read(const ValueReader *r, double *share, Piece piece, Piece *rest)
{
    Amount amount = { .whole = piece };
    const char *end = piece.at + piece.length;
    const char *at = number_read(&amount, piece.at, end, false);

    if (at)
        at = piece_of(at, end).at;
    if (!at || at >= end || *at != '%' || amount.number < 0 || amount.number > 100) {
        fail_at(r->err, piece_mark(r, piece), "E050", "`%.*s` does not begin with a share",
                PIECE(piece));
        return fail_label(r->err, "expected a share between 0%% and 100%%, such as 40%%");
    }
    *share = amount.number / 100;
    *rest = piece_of(at + 1, end);
    return true;
}
