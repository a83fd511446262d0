/* Commands: their rows, their help pages, and what becomes of wrong ones. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/text.h"
#include "sim/cli/command.h"
#include "sim/cli/help.h"

static void every_command_is_whole(void **state)
{
    for (size_t i = 0; i < command_count; i++) {
        const Command *c = commands[i];
        assert_ptr_equal(command_find(c->name), c);
        assert_true(c->run && c->options && strlen(c->usage) > 0);
        assert_true(c->summary[strlen(c->summary) - 1] != '.');
        assert_true(c->details[strlen(c->details) - 1] != '\n');
        assert_true(strncmp(c->examples, "  forkcast ", 11) == 0);
        assert_non_null(strstr(c->examples, c->name));
        assert_true(c->max_arguments < 0 || c->max_arguments >= c->min_arguments);
        for (const OptionId *o = c->options; *o != OPTION_COUNT; o++)
            assert_true((int)*o < OPTION_COMMON);
    }
    assert_null(command_find("ru"));
}

static void every_option_belongs_to_a_command(void **state)
{
    for (int option = 0; option < OPTION_COMMON; option++) {
        bool taken = false;
        for (size_t i = 0; i < command_count; i++)
            taken |= options_accept(commands[i]->options, (OptionId)option);
        if (!taken)
            fail_msg("no command takes --%s", option_rows[option].name);
    }
}

/* Pages are made for 80 columns. */
static void assert_narrow(const Text *page, const char *name)
{
    char line[512];

    assert_true(page->length > 40);
    for (const char *from = page->data; *from;) {
        size_t length = strcspn(from, "\n");
        snprintf(line, sizeof line, "%.*s", (int)length, from);
        if (text_width(line) > 80)
            fail_msg("help %s: %d columns: %s", name, text_width(line), line);
        from += length + (from[length] == '\n');
    }
}

static void help_pages_fit_eighty_columns(void **state)
{
    Text page = { 0 };

    help_overview(&page);
    help_program(&page);
    assert_narrow(&page, "forkcast");
    text_free(&page);
    for (size_t i = 0; i < command_count; i++) {
        help_command(&page, commands[i]);
        assert_narrow(&page, commands[i]->name);
        text_free(&page);
    }
    for (const Topic *topic = help_topics; topic->name; topic++) {
        text_add(&page, topic->text);
        assert_narrow(&page, topic->name);
        text_free(&page);
    }
}

static void the_help_of_a_command_names_its_options(void **state)
{
    Text page = { 0 };

    help_command(&page, command_find("run"));
    assert_non_null(strstr(page.data, "  -s, --set KEY=VALUE"));
    assert_non_null(strstr(page.data, "      --by-month"));
    assert_non_null(strstr(page.data, "  -q, --quiet"));
    assert_null(strstr(page.data, "--template"));
    text_free(&page);
}

/* The status of a command line; what it says is dropped. */
static int status_of(const char *a, const char *b, const char *c)
{
    char *words[] = { "forkcast", (char *)a, (char *)b, (char *)c, NULL };
    int count = 1 + (a != NULL) + (b != NULL) + (c != NULL);
    int said = dup(STDERR_FILENO);

    assert_non_null(freopen("/dev/null", "w", stderr));
    int status = command_main(count, words);
    fflush(stderr);
    dup2(said, STDERR_FILENO);
    close(said);
    return status;
}

static void a_wrong_command_line_is_status_2(void **state)
{
    assert_int_equal(status_of("rnu", NULL, NULL), STATUS_USAGE);
    assert_int_equal(status_of("run", NULL, NULL), STATUS_USAGE);
    assert_int_equal(status_of("run", "a.yaml", "b.yaml"), STATUS_USAGE);
    assert_int_equal(status_of("run", "a.yaml", "--force"), STATUS_USAGE);
    assert_int_equal(status_of("run", "a.yaml", "--format=xml"), STATUS_USAGE);
    assert_int_equal(status_of("run", "a.yaml", "--color=blue"), STATUS_USAGE);
    assert_int_equal(status_of("plot", "a.yaml", "pie"), STATUS_USAGE);
    assert_int_equal(status_of("plot", "a.yaml", "-oa.svg"), STATUS_USAGE);
    assert_int_equal(status_of("catalog", "sell", NULL), STATUS_USAGE);
    assert_int_equal(status_of("help", "nothing", NULL), STATUS_USAGE);
    assert_int_equal(status_of("init", "x.yaml", "--template=none"), STATUS_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_whole),
        cmocka_unit_test(every_option_belongs_to_a_command),
        cmocka_unit_test(help_pages_fit_eighty_columns),
        cmocka_unit_test(the_help_of_a_command_names_its_options),
        cmocka_unit_test(a_wrong_command_line_is_status_2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
