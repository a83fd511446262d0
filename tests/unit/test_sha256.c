/* The digest against the examples of FIPS 180-4 and NIST's short-message vectors. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/sha256.h"

static void assert_digest(const void *data, size_t length, const char *expected)
{
    char hex[65];
    sha256_hex(hex, data, length);
    assert_string_equal(hex, expected);
}

static void the_published_examples_come_out(void **state)
{
    assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest("\xbd", 1,
                  "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
}

/* The long example of FIPS 180-4 fills whole blocks. */
static void a_million_letters_come_out(void **state)
{
    char *letters = malloc(1000000);
    assert_non_null(letters);
    memset(letters, 'a', 1000000);
    assert_digest(letters, 1000000,
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_examples_come_out),
        cmocka_unit_test(a_million_letters_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
