/* Characters without a glyph: replaced in the literals of a script, and only there. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/output/glyphs.h"
#include "sim/output/gnuplot.h"

/* U+50123 and U+10FFFD are not assigned: no font is expected to have them. */
static void what_no_font_has_becomes_a_question_mark(void **state)
{
    Text script = { 0 }, expected = { 0 };

    text_add(&script, "A = ");
    gnuplot_quote(&script, "Gr\u00fc\u00dfe \U00050123 5 \U0010fffd!");
    text_add(&script, "\nplot 2 \\\n");
    text_add(&expected, "A = ");
    gnuplot_quote(&expected, "Gr\u00fc\u00dfe ");
    expected.length--; /* the closing quote */
    text_add(&expected, "? 5 ?\\041\"\nplot 2 \\\n");
    if (gnuplot_fonts_have((const unsigned long[]){ 0x50123 }, 1))
        skip(); /* without fc-list nothing is replaced */
    glyphs_replace(&script);
    assert_string_equal(script.data, expected.data);
    text_free(&script);
    text_free(&expected);
}

static void ordinary_scripts_stay_as_they_are(void **state)
{
    Text script = { 0 };

    gnuplot_quote(&script, "Recherche \u00e0 c\u00f4t\u00e9, 5 %");
    char *before = strdup(script.data);
    glyphs_replace(&script);
    assert_string_equal(script.data, before);
    free(before);
    text_free(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_font_has_becomes_a_question_mark),
        cmocka_unit_test(ordinary_scripts_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
