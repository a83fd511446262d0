/* The promises that every quantity of the program keeps: those with a row in
 * models.def, and those that their formulas reach. */
#include "tests/unit/support.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "sim/scenario/scenario.h"

enum { MOST = 1024 };

static const Quantity *all[MOST];
static size_t count;

#define QUANTITY(id) { #id, &id },
static const struct {
    const char *symbol;
    const Quantity *quantity;
} rows[] = {
#include "models/models.def"
};
#undef QUANTITY

static void collect(const Quantity *q)
{
    for (size_t i = 0; i < count; i++)
        if (all[i] == q)
            return;
    assert_true(count < MOST);
    all[count++] = q;
    if (q->adds_to)
        collect(q->adds_to);
    for (const Source *s = q->from; s && s->kind != SOURCE_END; s++)
        if (s->quantity)
            collect(s->quantity);
}

static int collect_all(void **state)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        collect(rows[i].quantity);
    return 0;
}

/* A total has neither a formula nor a range of its own. */
static bool is_total(const Quantity *q)
{
    return !quantity_is_derived(q) && !(q->min < q->max);
}

static bool is_given(const Quantity *q)
{
    return !quantity_is_derived(q) && q->min < q->max;
}

static void a_row_is_called_as_its_key(void **state)
{
    char symbol[128];

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        snprintf(symbol, sizeof symbol, "%s", rows[i].quantity->key);
        for (char *c = symbol; *c; c++)
            if (*c == '.')
                *c = '_';
        assert_string_equal(symbol, rows[i].symbol);
    }
}

static void keys_are_a_group_a_dot_and_a_noun(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const char *key = all[i]->key, *dot = strchr(key, '.');
        if (!dot || strchr(dot + 1, '.') || !islower((unsigned char)key[0]) ||
            strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_.") != strlen(key))
            fail_msg("`%s` is not GROUP.NOUN", key);
    }
}

static void keys_are_unique(void **state)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(all[i]->key, all[k]->key) == 0)
                fail_msg("two quantities are called `%s`", all[i]->key);
}

static void everything_has_a_title_and_a_help_text(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i];
        assert_non_null(q->title);
        assert_non_null(q->help);
        if (!isupper((unsigned char)q->title[0]))
            fail_msg("%s: the title `%s` starts in lower case", q->key, q->title);
        size_t length = strlen(q->help);
        if (length < 5 || q->help[length - 1] == '.')
            fail_msg("%s: the help `%s` is empty or a sentence", q->key, q->help);
    }
}

/* The scenario or the catalogue must say these; everything else has a prior. */
static bool must_be_stated(const char *key)
{
    static const char *const keys[] = { "traffic.requests_per_day", "api.input_price",
                                        "api.output_price", "stage.at" };

    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

static void given_quantities_have_a_prior_with_a_source(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i];
        if (!is_given(q))
            continue;
        if (must_be_stated(q->key) ? q->prior != NULL : q->prior == NULL)
            fail_msg("%s: %s", q->key, q->prior ? "has a prior" : "has no prior");
        if (q->prior && (!q->source || strlen(q->source) < 10))
            fail_msg("%s: its prior has no source", q->key);
    }
}

static void only_given_quantities_have_priors_choices_or_constants(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i];
        if (!is_given(q) && (q->prior || q->source || q->choices || q->constant))
            fail_msg("%s: is computed, but has what a given quantity has", q->key);
        if (q->constant && q->timing != PER_TRIAL)
            fail_msg("%s: is constant and refreshed", q->key);
    }
}

static bool is_no_quantity(SourceKind kind)
{
    return kind == SOURCE_DRAW || kind == SOURCE_MONTH || kind == SOURCE_AT_PEAK;
}

static void formulas_have_sources_within_the_limit(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i];
        size_t sources = 0;
        for (const Source *s = q->from; s && s->kind != SOURCE_END; s++, sources++)
            if (is_no_quantity(s->kind) != (s->quantity == NULL))
                fail_msg("%s: source %zu is not filled in", q->key, sources);
        if (quantity_is_derived(q) != (sources > 0) || sources > MAX_SOURCES)
            fail_msg("%s: has %zu sources", q->key, sources);
    }
}

/* Whether a quantity of one timing may read another this way. */
static bool may_read(const Source *s, const Quantity *reader)
{
    const Quantity *q = s->quantity;

    switch (s->kind) {
    case SOURCE_NOW:
        return q->timing == PER_TRIAL || q->timing == reader->timing ||
               (q->timing == PER_MONTH && reader->timing == PER_REQUEST);
    case SOURCE_LAST:
        return q->timing == PER_MONTH && reader->timing == PER_MONTH;
    case SOURCE_EACH:
        return is_given(q) && q->timing == PER_TRIAL && reader->timing == PER_REQUEST;
    case SOURCE_SUM:
        return q->timing == PER_MONTH && reader->timing == AFTER;
    case SOURCE_FIRST:
        return q->timing == PER_MONTH && reader->timing > PER_MONTH;
    case SOURCE_ALSO:
        return q->serve && reader->timing == PER_REQUEST;
    case SOURCE_AT_PEAK:
        return reader->timing == PER_REQUEST;
    default:
        return true;
    }
}

static void all_requests_are_served_together(void **state)
{
    for (size_t i = 0; i < count; i++)
        if (all[i]->serve && (all[i]->formula || all[i]->timing != PER_REQUEST))
            fail_msg("%s: is served, but not as all requests of a trial", all[i]->key);
}

static void formulas_read_nothing_that_is_refreshed_more_often(void **state)
{
    for (size_t i = 0; i < count; i++)
        for (const Source *s = all[i]->from; s && s->kind != SOURCE_END; s++)
            if (!may_read(s, all[i]))
                fail_msg("%s may not read %s so", all[i]->key,
                         s->quantity ? s->quantity->key : "the peak");
}

/* A total sums what is measured and refreshed as it is, and exists where its
 * terms do. */
static void terms_agree_with_their_total(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i], *total = q->adds_to;
        if (!total)
            continue;
        if (!is_total(total))
            fail_msg("%s adds to %s, which is no total", q->key, total->key);
        if (q->unit != total->unit)
            fail_msg("%s and its total %s differ in unit", q->key, total->key);
        if (q->timing != total->timing && q->timing != PER_TRIAL)
            fail_msg("%s and its total %s differ in timing", q->key, total->key);
        if (total->part & ~q->part || total->without & ~q->without)
            fail_msg("%s can exist where its total %s does not", q->key, total->key);
    }
}

static void totals_have_terms(void **state)
{
    for (size_t i = 0; i < count; i++) {
        bool found = !is_total(all[i]);
        for (size_t k = 0; k < count && !found; k++)
            found = all[k]->adds_to == all[i];
        if (!found)
            fail_msg("nothing adds to %s", all[i]->key);
    }
}

static bool exists(const Quantity *q, unsigned parts)
{
    return (q->part & parts) == q->part && !(q->without & parts);
}

/* Whether some design has the reader and lacks what it reads. */
static bool can_be_absent(const Quantity *q, const Quantity *reader)
{
    for (unsigned parts = 0; parts < 1u << PART_COUNT; parts++)
        if (exists(reader, parts) && !exists(q, parts))
            return true;
    return false;
}

/* Where a formula reads what a design lacks, the effect is not there: its share is
 * none, or its line of the bill nothing. Others have been thought about, one by one. */
static void what_a_design_lacks_has_no_effect(void **state)
{
    static const char *const considered[] = {
        "keyword.latency",     "keyword.variation",      "keyword.bytes_per_chunk",
        "corpus.chunk_tokens", "rerank.candidates",      "training.attempts",
        "training.hours",      "training.attempt_hours", "monthly.keyword_index",
        "monthly.api_input",   "monthly.api_cached",     "monthly.api_output",
        "cache.miss",          "embedding.parameters",   "embedding.compute",
        "embedding.overhead",  "rerank.parameters",      "rerank.compute",
        "rerank.overhead",     "knowledge.index_lag",    "training.months_between",
        "training.lead_time",
    };

    for (size_t i = 0; i < count; i++)
        for (const Source *s = all[i]->from; s && s->kind != SOURCE_END; s++) {
            bool fine = !s->quantity || !can_be_absent(s->quantity, all[i]) ||
                        ((s->quantity->unit == UNIT_SHARE || s->quantity->adds_to) &&
                         s->quantity->absent == 0);
            for (size_t k = 0; k < COUNT_OF(considered) && !fine; k++)
                fine = strcmp(s->quantity->key, considered[k]) == 0;
            if (!fine)
                fail_msg("%s reads %s where it does not exist", all[i]->key, s->quantity->key);
        }
}

static bool is_collected(const Quantity *q)
{
    for (size_t i = 0; i < count; i++)
        if (all[i] == q)
            return true;
    return false;
}

/* Whether a formula reads it, or reads what does; the past month is no way to go. */
static bool depends_on(const Quantity *q, const Quantity *what)
{
    for (const Source *s = q->from; s && s->kind != SOURCE_END; s++)
        if (s->quantity && s->kind != SOURCE_LAST &&
            (s->quantity == what || depends_on(s->quantity, what)))
            return true;
    return false;
}

/* `only_if` alone makes no quantity known: a row or a source does. */
static void what_decides_whether_a_quantity_exists_is_given_and_behind_it(void **state)
{
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = all[i], *decides = q->only_if;
        if (!decides)
            continue;
        if (!is_collected(decides) || !is_given(decides) || decides->timing != PER_TRIAL)
            fail_msg("%s: only_if %s is not given, of a trial", q->key, decides->key);
        if (quantity_is_derived(q) && !depends_on(q, decides))
            fail_msg("%s does not depend on %s, its only_if", q->key, decides->key);
        for (unsigned parts = 0; parts < 1u << PART_COUNT; parts++)
            if (exists(q, parts) && !exists(decides, parts))
                fail_msg("%s can exist where %s does not", q->key, decides->key);
    }
}

static void only_monthly_quantities_are_reported_at_launch(void **state)
{
    for (size_t i = 0; i < count; i++)
        if (all[i]->report == AT_LAUNCH)
            assert_int_equal(all[i]->timing, PER_MONTH);
}

/* Fact F of an entry is the quantity PREFIX.F, or PREFIX_F where the prefix ends so. */
static void references_have_facts_to_bind(void **state)
{
    for (size_t r = 0; r < model_registry.reference_count; r++) {
        const Reference *reference = &model_registry.references[r];
        size_t length = strlen(reference->prefix);
        bool found = false;
        for (size_t i = 0; i < count; i++) {
            char after = strncmp(all[i]->key, reference->prefix, length) == 0
                             ? all[i]->key[length]
                             : '\0';
            found |= reference->prefix[length - 1] == '_' ? after != '\0' : after == '.';
            assert_string_not_equal(all[i]->key, reference->key);
        }
        if (!found)
            fail_msg("nothing starts with `%s`, the prefix of %s", reference->prefix,
                     reference->key);
    }
}

static void each_line_of_the_bill_is_in_a_total(void **state)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(all[i]->key, "monthly.", 8) == 0 && !all[i]->adds_to)
            fail_msg("%s is in no total", all[i]->key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_called_as_its_key),
        cmocka_unit_test(keys_are_a_group_a_dot_and_a_noun),
        cmocka_unit_test(keys_are_unique),
        cmocka_unit_test(everything_has_a_title_and_a_help_text),
        cmocka_unit_test(given_quantities_have_a_prior_with_a_source),
        cmocka_unit_test(only_given_quantities_have_priors_choices_or_constants),
        cmocka_unit_test(formulas_have_sources_within_the_limit),
        cmocka_unit_test(all_requests_are_served_together),
        cmocka_unit_test(formulas_read_nothing_that_is_refreshed_more_often),
        cmocka_unit_test(terms_agree_with_their_total),
        cmocka_unit_test(totals_have_terms),
        cmocka_unit_test(what_a_design_lacks_has_no_effect),
        cmocka_unit_test(what_decides_whether_a_quantity_exists_is_given_and_behind_it),
        cmocka_unit_test(only_monthly_quantities_are_reported_at_launch),
        cmocka_unit_test(references_have_facts_to_bind),
        cmocka_unit_test(each_line_of_the_bill_is_in_a_total),
    };
    return cmocka_run_group_tests(tests, collect_all, NULL);
}
