/* gnuplot: text of the user draws, and does nothing else. */
#include "tests/unit/support.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/output/gnuplot.h"

/* Each would run a command or break the script if it were quoted carelessly. */
static const char *const hostile[] = {
    "x'; system('touch PWNED1'); y='",
    "a\"; system(\"touch PWNED2\"); \"",
    "`touch PWNED3`",
    "line1\nsystem('touch PWNED4')\n",
    "tail\\",
    "q\\'; system('touch PWNED5') #",
    "@MACRO `id`",
    "%s%s%n%d 100% {/=80 big} a_b^c ~",
    "\001nul",
    "$(touch PWNED6)",
    "é ≤ 日本語 \U0001F600",
    "\033[31mred",
    "''`touch PWNED7`''",
};

static bool has_gnuplot(void)
{
    static const char script[] = "set print '-'\nprint 2\n";
    Text out = { 0 };
    Error err;
    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);

    text_free(&out);
    return works;
}

static void run_script(Text *out, const Text *script)
{
    Error err = { 0 };

    if (!gnuplot_run(out, script->data, script->length, &err))
        fail_msg("%s\n%s", err.text, script->data);
}

static int files_here(void)
{
    DIR *folder = opendir(".");
    int count = 0;

    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

static void hostile_text_is_drawn_and_nothing_else(void **state)
{
    char folder[] = "/tmp/test_gnuplot.XXXXXX", home[4096];

    if (!has_gnuplot())
        skip();
    assert_non_null(getcwd(home, sizeof home));
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        Text script = { 0 }, out = { 0 };
        text_add(&script, "set encoding utf8\nset terminal svg\nset title ");
        gnuplot_quote(&script, hostile[i]);
        text_add(&script, " noenhanced\nset label 1 ");
        gnuplot_quote(&script, hostile[i]);
        text_add(&script, " at 0,0 noenhanced\nT = ");
        gnuplot_quote(&script, hostile[i]);
        text_add(&script, "\nset xlabel T noenhanced\nplot x\n");
        run_script(&out, &script);
        assert_non_null(strstr(out.data, "</svg>"));
        assert_int_equal(files_here(), 0);
        text_free(&script);
        text_free(&out);
    }
    assert_int_equal(chdir(home), 0);
    rmdir(folder);
}

static void quoted_text_comes_back_unchanged(void **state)
{
    static const char *const texts[] = {
        "Q3 `id` 'x' \"y\" 100% é ≤ 日本語 a_b^c {x} @m",
        "$450k, \"7 of 9\", %5, é1, '0", /* digits after what is escaped */
        "<b> & co",
    };

    if (!has_gnuplot())
        skip();
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Text script = { 0 }, out = { 0 };
        text_add(&script, "set encoding utf8\nset print '-'\nprint ");
        gnuplot_quote(&script, texts[i]);
        text_add(&script, "\n");
        run_script(&out, &script);
        assert_int_equal(out.length, strlen(texts[i]) + 1);
        assert_memory_equal(out.data, texts[i], strlen(texts[i]));
        text_free(&script);
        text_free(&out);
    }
}

static void only_harmless_bytes_stand_unescaped(void **state)
{
    Text quoted = { 0 };
    char all[256];

    for (int c = 1; c < 256; c++)
        all[c - 1] = (char)c;
    all[255] = '\0';
    gnuplot_quote(&quoted, all);
    for (const char *c = quoted.data + 1; c < quoted.data + quoted.length - 1; c++)
        assert_true((*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
                    (*c >= '0' && *c <= '9') || strchr(" ,.:;()+-/\\", *c));
    text_free(&quoted);
}

static void a_wrong_script_is_reported(void **state)
{
    static const char script[] = "set terminal svg\nplot nothing_of_this_name\n";
    Text out = { 0 };
    Error err = { 0 };

    if (!has_gnuplot())
        skip();
    assert_false(gnuplot_run(&out, script, sizeof script - 1, &err));
    assert_int_equal(err.status, STATUS_OUTSIDE);
    assert_non_null(strstr(err.text, "undefined variable"));
    text_free(&out);
}

/* The child may close its end before it has read a script longer than any buffer. */
static void a_script_that_is_not_read_to_its_end_does_no_harm(void **state)
{
    Text script = { 0 }, out = { 0 };
    Error err = { 0 };

    if (!has_gnuplot())
        skip();
    text_add(&script, "set print '-'\nprint 'done'\nexit\n");
    for (int i = 0; i < 200000; i++)
        text_add(&script, "# padding\n");
    assert_true(gnuplot_run(&out, script.data, script.length, &err));
    assert_string_equal(out.data, "done\n");
    text_free(&script);
    text_free(&out);
}

static void a_missing_gnuplot_is_reported_with_help(void **state)
{
    char path[4096];
    Text out = { 0 };
    Error err = { 0 };

    snprintf(path, sizeof path, "%s", getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    bool ran = gnuplot_run(&out, "plot x\n", 7, &err);
    const char *font = gnuplot_font();
    setenv("PATH", path, 1);
    assert_false(ran);
    assert_int_equal(err.status, STATUS_OUTSIDE);
    assert_string_equal(err.text, "gnuplot was not found");
    assert_non_null(strstr(err.help, "gnuplot-nox"));
    assert_string_equal(font, "Inter");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_text_is_drawn_and_nothing_else),
        cmocka_unit_test(quoted_text_comes_back_unchanged),
        cmocka_unit_test(only_harmless_bytes_stand_unescaped),
        cmocka_unit_test(a_wrong_script_is_reported),
        cmocka_unit_test(a_script_that_is_not_read_to_its_end_does_no_harm),
        cmocka_unit_test(a_missing_gnuplot_is_reported_with_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
